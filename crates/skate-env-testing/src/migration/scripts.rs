//! Files of SQL, in the order in which they are run.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use skate_env_core::{Code, Error};
use tokio_postgres::error::SqlState;

use super::history::History;
use super::{Draft, failed, too_slow};
use crate::Result;
use crate::error::{error, is, reason};

pub(super) struct Scripts(pub(super) Vec<Script>);

pub(super) struct Script {
    /// The migration's name: its file without the ending, or its folder.
    pub(super) name: String,
    /// When Drizzle generated it, in milliseconds since 1970; otherwise 0.
    pub(super) generated_at: i64,
    pub(super) text: String,
}

impl Scripts {
    pub(super) fn read(path: &Path, history: Option<History>) -> Result<Self> {
        if history == Some(History::Drizzle) {
            return Self::of_journal(path);
        }
        let files =
            if path.is_dir() { in_folder(path)? } else { vec![(name_of(path), path.to_owned())] };
        let read = |(name, path): (String, PathBuf)| {
            let text = fs::read_to_string(&path).map_err(|why| unreadable(&path, &why))?;
            Ok(Script { name, generated_at: 0, text })
        };
        files.into_iter().map(read).collect::<Result<_>>().map(Self)
    }

    /// `meta/_journal.json` lists Drizzle's migrations.
    fn of_journal(folder: &Path) -> Result<Self> {
        let path = folder.join("meta/_journal.json");
        let text = fs::read_to_string(&path).map_err(|why| unreadable(&path, &why))?;
        let journal: Journal =
            serde_json::from_str(&text).map_err(|why| unreadable(&path, &why.into()))?;
        let read = |JournalEntry { tag, when }| {
            let path = folder.join(format!("{tag}.sql"));
            let text = fs::read_to_string(&path).map_err(|why| unreadable(&path, &why))?;
            Ok(Script { name: tag, generated_at: when, text })
        };
        journal.entries.into_iter().map(read).collect::<Result<_>>().map(Self)
    }

    pub(super) async fn apply(&self, draft: &Draft<'_>) -> Result<()> {
        let client = draft.connect().await?;
        for script in &self.0 {
            let what = format!("The migration {}", script.name);
            // As one simple query, as Prisma and sqlx send it.
            client.batch_execute(&script.text).await.map_err(|why| {
                if is(&why, &[SqlState::QUERY_CANCELED]) {
                    too_slow(&what, draft.timeout)
                } else {
                    failed(&what, &reason(&why))
                }
            })?;
        }
        Ok(())
    }
}

#[derive(Deserialize)]
struct Journal {
    entries: Vec<JournalEntry>,
}

#[derive(Deserialize)]
struct JournalEntry {
    tag: String,
    when: i64,
}

/// Names and files, by name. A folder in it is a migration if it holds `up.sql` or `migration.sql`.
fn in_folder(folder: &Path) -> Result<Vec<(String, PathBuf)>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(|why| unreadable(folder, &why))? {
        let path = entry.map_err(|why| unreadable(folder, &why))?.path();
        let inner = ["up.sql", "migration.sql"].map(|name| path.join(name));
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let is_sql = path.extension().is_some_and(|extension| extension == "sql");
        if let Some(inner) = inner.into_iter().find(|inner| inner.is_file()) {
            files.push((name, inner));
        } else if is_sql && !name.ends_with(".down.sql") && path.is_file() {
            files.push((name_of(&path), path));
        }
    }
    files.sort();
    Ok(files)
}

fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.trim_end_matches(".sql").trim_end_matches(".up").to_owned()
}

pub(super) fn unreadable(path: &Path, why: &std::io::Error) -> Error {
    error(
        Code::UnreadableFile,
        format!("Cannot read {}: {why}.", path.display()),
        "Check the path of the migrations and seeds, and that they are UTF-8.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn migrations_of_every_layout_come_by_name_and_what_undoes_them_does_not() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str| {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "SELECT 1").unwrap();
        };
        let names = ["2_b.sql", "1_a.up.sql", "1_a.down.sql", "3_c/up.sql", "3_c/down.sql"];
        names.into_iter().for_each(write);
        ["4_d/migration.sql", "README.md", "empty/x"].into_iter().for_each(write);
        let found = Scripts::read(folder.path(), None).unwrap();
        let names: Vec<_> = found.0.iter().map(|script| script.name.as_str()).collect();
        assert_eq!(names, ["1_a", "2_b", "3_c", "4_d"]);
    }

    #[test]
    fn a_folder_that_is_not_there_is_an_error_and_never_an_empty_schema() {
        let error = Scripts::read(Path::new("/nowhere/at/all"), None).err().unwrap();
        assert_eq!(error.code(), Code::UnreadableFile);
    }
}
