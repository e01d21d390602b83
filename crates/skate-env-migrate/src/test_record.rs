//! The test record: a JSON file that `migrate test` writes and `migrate deploy` reads. It says which
//! migrations were tested, when, on a copy of which branch, and the result. It holds no URL.

use std::{
    fs, io,
    io::Write as _,
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use skate_env_core::{Code, Error, Problem};
use tempfile::NamedTempFile;

use crate::Migration;

/// The version of the file format. Other versions are not read.
const VERSION: u32 = 1;

/// A test of migrations on a copy, which has been deleted since.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TestRecord {
    version: u32,
    /// When the test ended.
    pub tested_at: Timestamp,
    /// The Neon project of the source.
    pub project: String,
    /// The branch that was copied.
    pub source: Source,
    /// Where the copy ran.
    pub compute: Compute,
    /// The migrations that were pending on the copy, in order.
    pub migrations: Vec<TestedMigration>,
    /// The result.
    pub outcome: TestOutcome,
}

/// The branch that was copied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// Where a copy ran. Times that were measured on one kind cannot be compared with the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Compute {
    /// On a Neon compute.
    Neon,
    /// On this machine.
    Local,
}

/// A migration as it was tested.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TestedMigration {
    /// The name of its folder.
    pub name: String,
    /// Its checksum, as Prisma computes it.
    pub checksum: String,
}

/// The result of a test.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TestOutcome {
    /// Every migration was applied, and no blocking lock was held beyond the limit.
    Safe,
    /// Every migration was applied, and a blocking lock was held beyond the limit.
    Unsafe,
    /// A migration was not applied, or only partly.
    Failed,
}

impl TestRecord {
    /// The record of a test that ends now.
    #[must_use]
    pub fn new(project: &str, source: Source, compute: Compute, outcome: TestOutcome) -> Self {
        let (tested_at, project) = (Timestamp::now(), project.to_owned());
        let migrations = Vec::new();
        Self { version: VERSION, tested_at, project, source, compute, migrations, outcome }
    }

    /// Adds the migrations that were tested.
    #[must_use]
    pub fn of(mut self, migrations: &[Migration]) -> Self {
        let tested =
            |it: &Migration| TestedMigration { name: it.name.clone(), checksum: it.checksum() };
        self.migrations = migrations.iter().map(tested).collect();
        self
    }

    /// Whether this migration was tested with this script.
    #[must_use]
    pub fn covers(&self, migration: &Migration) -> bool {
        let mut tested = self.migrations.iter().filter(|it| it.name == migration.name);
        tested.any(|it| migration.has_checksum(&it.checksum))
    }

    /// Reads the record; `None` if there is none.
    ///
    /// # Errors
    /// `unreadable_file`: it cannot be read, or has another version.
    pub fn read(path: &Path) -> Result<Option<Self>, Error> {
        let text = match fs::read(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            text => text.map_err(|error| unreadable(path, &error))?,
        };
        let record: Self =
            serde_json::from_slice(&text).map_err(|error| unreadable(path, &error))?;
        if record.version != VERSION {
            return Err(unreadable(path, &format!("its version is {}", record.version)));
        }
        Ok(Some(record))
    }

    /// Writes the record atomically, readable by its owner only. Creates missing folders.
    ///
    /// # Errors
    /// `file_not_written`.
    pub fn write(&self, path: &Path) -> Result<(), Error> {
        self.try_write(path).map_err(|error| not_written(path, &error))
    }

    fn try_write(&self, path: &Path) -> io::Result<()> {
        let folder = folder(path);
        fs::create_dir_all(&folder)?;
        // A temporary file with mode 0600, which then replaces the record.
        let mut file = NamedTempFile::new_in(folder)?;
        serde_json::to_writer_pretty(&mut file, self)?;
        file.write_all(b"\n")?;
        file.as_file().sync_all()?;
        file.persist(path)?;
        Ok(())
    }
}

fn folder(path: &Path) -> PathBuf {
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    folder.unwrap_or(Path::new(".")).to_owned()
}

fn unreadable(path: &Path, why: &dyn std::fmt::Display) -> Error {
    Error::from_problem(Problem::new(
        Code::UnreadableFile,
        format!("Cannot read the record of the last test, {}: {why}.", path.display()),
        "Run `skate-env migrate test` again: it writes a new record.",
    ))
}

fn not_written(path: &Path, error: &io::Error) -> Error {
    Error::from_problem(Problem::new(
        Code::FileNotWritten,
        format!("Cannot write the test record {}: {error}.", path.display()),
        "Choose a writable path with `--record FILE`, and test again.",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn migration(name: &str, script: &str) -> Migration {
        Migration { name: name.into(), path: PathBuf::new(), script: script.into() }
    }

    fn record() -> TestRecord {
        let source = Source { id: "br-a-b-1".into(), name: "staging".into() };
        let record = TestRecord::new("quiet-sea-123456", source, Compute::Local, TestOutcome::Safe);
        record.of(&[migration("1_a", "SELECT 1;\n")])
    }

    #[test]
    fn a_record_is_read_as_written_and_private_to_its_owner() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/migrate-test.json");
        assert_eq!(TestRecord::read(&path).unwrap(), None);
        record().write(&path).unwrap();
        let again = TestRecord { outcome: TestOutcome::Unsafe, ..record() };
        again.write(&path).unwrap();
        assert_eq!(TestRecord::read(&path).unwrap(), Some(again));
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
        }
    }

    #[test]
    fn an_edited_or_another_migration_was_not_tested() {
        let record = record();
        assert!(record.covers(&migration("1_a", "SELECT 1;\n")));
        assert!(record.covers(&migration("1_a", "SELECT 1;\r\n")));
        assert!(!record.covers(&migration("1_a", "SELECT 2;\n")));
        assert!(!record.covers(&migration("2_b", "SELECT 1;\n")));
    }

    #[test]
    fn an_unreadable_record_has_a_hint() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("migrate-test.json");
        let other = serde_json::to_string(&TestRecord { version: 2, ..record() }).unwrap();
        for text in ["", "{}", other.as_str()] {
            fs::write(&path, text).unwrap();
            let error = TestRecord::read(&path).unwrap_err();
            assert_eq!(error.code(), Code::UnreadableFile);
            assert!(error.hint().contains("`skate-env migrate test`"));
        }
        let error = record().write(folder.path()).unwrap_err();
        assert_eq!(error.code(), Code::FileNotWritten);
    }
}
