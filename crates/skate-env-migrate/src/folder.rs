//! Reads Prisma's folder of migrations (`prisma/migrations`) and computes checksums.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use sha2::{Digest as _, Sha256};
use skate_env_core::{Code, Error, Problem};

const SCRIPT: &str = "migration.sql";
/// A larger script is not read.
const LIMIT: u64 = 256 << 20;

/// Every migration of a folder, in the order in which Prisma applies them: by name.
#[derive(Clone, Debug)]
pub struct Folder {
    /// Its path.
    pub path: PathBuf,
    /// The migrations.
    pub migrations: Vec<Migration>,
}

/// One migration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Migration {
    /// The folder's name: `20260101120000_add_users`.
    pub name: String,
    /// The file that holds its statements.
    pub path: PathBuf,
    /// The statements.
    pub script: String,
}

impl Folder {
    /// Reads `prisma/migrations`. A missing folder holds no migrations.
    ///
    /// # Errors
    /// `unreadable_file`: a migration has no `migration.sql`, or it cannot be read or is not UTF-8.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let mut migrations = Vec::new();
        let entries = match fs::read_dir(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(unreadable(path, &error)),
            Ok(entries) => Some(entries),
        };
        for entry in entries.into_iter().flatten() {
            let entry = entry.map_err(|error| unreadable(path, &error))?;
            let folder = entry.path();
            if entry.file_name().as_encoded_bytes().starts_with(b".") || !folder.is_dir() {
                continue;
            }
            let name = name_of(&folder)?;
            let path = folder.join(SCRIPT);
            let script = script_of(&folder, &path).map_err(|error| unreadable(&path, &error))?;
            migrations.push(Migration { name, path, script });
        }
        migrations.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(Self { path: path.to_owned(), migrations })
    }
}

impl Migration {
    /// Whether a row of `_prisma_migrations` with this checksum applied this script. Git may have
    /// converted line ends since, which Prisma's engine accepts, too.
    #[must_use]
    pub fn has_checksum(&self, checksum: &str) -> bool {
        let unix = self.script.replace("\r\n", "\n");
        let windows = unix.replace('\n', "\r\n");
        [&self.script, &unix, &windows].into_iter().any(|script| hex_digest(script) == checksum)
    }

    /// The checksum in `_prisma_migrations`: the SHA-256 of the script, in hexadecimal.
    #[must_use]
    pub fn checksum(&self) -> String {
        hex_digest(&self.script)
    }
}

fn hex_digest(script: &str) -> String {
    use std::fmt::Write as _;

    Sha256::digest(script).iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The name of a migration: UTF-8 without control characters.
#[expect(clippy::unnecessary_debug_formatting, reason = "escapes control characters")]
fn name_of(folder: &Path) -> Result<String, Error> {
    let name = folder.file_name().and_then(|name| name.to_str());
    match name.filter(|name| !name.contains(char::is_control)) {
        Some(name) => Ok(name.to_owned()),
        None => Err(Error::from_problem(Problem::new(
            Code::UnreadableFile,
            format!(
                "The name of the migration {folder:?} is not UTF-8, or holds control characters."
            ),
            "Rename it: a timestamp, an underscore and a description.",
        ))),
    }
}

/// The script, if it is a regular file. A symbolic link may lead to a secret file, and a device may
/// never end.
fn script_of(folder: &Path, path: &Path) -> io::Result<String> {
    let is_link = |path| Ok::<_, io::Error>(fs::symlink_metadata(path)?.is_symlink());
    if is_link(folder)? || is_link(path)? {
        return Err(io::Error::other("it is a symbolic link"));
    }
    let facts = fs::metadata(path)?;
    if !facts.is_file() || facts.len() > LIMIT {
        return Err(io::Error::other("it is not a regular file, or it is larger than 256 MiB"));
    }
    fs::read_to_string(path)
}

fn unreadable(path: &Path, error: &io::Error) -> Error {
    Error::from_problem(Problem::new(
        Code::UnreadableFile,
        format!("Cannot read {}: {error}.", path.display()),
        "Fix or remove it: Prisma cannot read it either.",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(folder: &Path, name: &str, script: &str) {
        fs::create_dir(folder.join(name)).unwrap();
        fs::write(folder.join(name).join(SCRIPT), script).unwrap();
    }

    #[test]
    fn migrations_come_by_name_and_other_files_are_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), "2_b", "SELECT 2;");
        write(folder.path(), "1_a", "SELECT 1;");
        fs::write(folder.path().join("migration_lock.toml"), "provider = \"postgresql\"").unwrap();
        let read = Folder::read(folder.path()).unwrap();
        let names: Vec<_> = read.migrations.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["1_a", "2_b"]);
    }

    #[test]
    fn a_folder_that_is_not_there_is_empty_and_a_broken_one_says_so() {
        let folder = tempfile::tempdir().unwrap();
        assert!(Folder::read(&folder.path().join("none")).unwrap().migrations.is_empty());
        fs::create_dir(folder.path().join("1_empty")).unwrap();
        let error = Folder::read(folder.path()).unwrap_err();
        assert_eq!(error.code(), Code::UnreadableFile);
        assert!(error.message().contains("1_empty"));
    }

    #[cfg(unix)]
    #[test]
    fn links_and_invalid_names_are_refused_in_one_line() {
        use std::os::unix::{ffi::OsStrExt as _, fs::symlink};

        let refused = |make: &dyn Fn(&Path)| {
            let folder = tempfile::tempdir().unwrap();
            make(folder.path());
            let message = Folder::read(folder.path()).unwrap_err().message().to_owned();
            assert!(!message.contains(char::is_control), "{message:?}");
            message
        };
        let outside = tempfile::tempdir().unwrap();
        write(outside.path(), "1_a", "SELECT 1;");
        let linked = refused(&|it| symlink(outside.path().join("1_a"), it.join("1_a")).unwrap());
        assert!(linked.contains("a symbolic link"), "{linked}");
        refused(&|it| {
            fs::create_dir(it.join("1_a")).unwrap();
            symlink("/dev/zero", it.join("1_a").join(SCRIPT)).unwrap();
        });
        refused(&|it| fs::create_dir_all(it.join("1_a").join(SCRIPT)).unwrap());
        refused(&|it| write(it, "1_a\n::error::x", "SELECT 1;"));
        let broken = std::ffi::OsStr::from_bytes(b"1_\xff");
        refused(&|it| fs::create_dir(it.join(broken)).unwrap());
        let latin = refused(&|it| {
            write(it, "1_a", "");
            fs::write(it.join("1_a").join(SCRIPT), b"-- \xe9").unwrap();
        });
        assert!(latin.contains("UTF-8"), "{latin}");
    }

    #[test]
    fn a_checksum_is_prisma_s_and_survives_other_line_ends() {
        let script = "SELECT 1;\n".to_owned();
        let migration = Migration { name: "1".into(), path: PathBuf::new(), script };
        let digest = "b4e0497804e46e0a0b0b8c31975b062152d551bac49c3c2e80932567b4085dcd";
        assert_eq!(migration.checksum(), digest);
        let windows = Migration { script: "SELECT 1;\r\n".into(), ..migration.clone() };
        assert!(windows.has_checksum(digest));
        let other = Migration { script: "SELECT 2;\n".into(), ..migration };
        assert!(!other.has_checksum(digest));
    }
}
