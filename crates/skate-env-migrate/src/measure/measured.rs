//! The result of a measurement, as data.

use std::ops::Range;

use serde::Serialize;

use super::{Lock, LockMode};

/// A migration that ran on a copy, completely or until a statement failed.
#[derive(Clone, Debug, Serialize)]
pub struct MeasuredMigration {
    /// The folder's name.
    pub name: String,
    /// Its checksum, as Prisma computes it.
    pub checksum: String,
    /// Its statements. If one failed, it is the last.
    pub statements: Vec<MeasuredStatement>,
    /// Why it did not finish.
    pub failure: Option<MigrationFailure>,
}

/// A statement that ran on a copy.
#[derive(Clone, Debug, Default, Serialize)]
pub struct MeasuredStatement {
    /// Its first line in the file, from 1.
    pub line: u32,
    /// Its bytes in the file.
    #[serde(skip)]
    pub range: Range<usize>,
    /// Its beginning, on one line and without string literals.
    pub excerpt: String,
    /// Whether it failed. If so, nothing else was measured.
    pub failed: bool,
    /// How long it took, in milliseconds; with the commit, if it ran in a transaction of its own.
    pub milliseconds: f64,
    /// How long its locks are held, in milliseconds: until its transaction ends.
    pub held_milliseconds: f64,
    /// The number of rows that it inserted, changed, deleted or returned.
    pub rows: u64,
    /// Whether it locks existing rows, so that other writers of these rows wait.
    pub locks_rows: bool,
    /// The locks on existing tables, strongest first.
    pub locks: Vec<Lock>,
    /// Whether another session polled the locks, because the statement refuses a transaction.
    /// Short locks may be missing.
    pub watched: bool,
    /// Tables that were rewritten.
    pub rewritten: Vec<Table>,
    /// Tables that were emptied.
    pub emptied: Vec<Table>,
    /// Tables that were read completely. Not measured if the locks were polled.
    pub scanned: Vec<TableScan>,
}

/// A table before the statement ran.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Table {
    /// Its name, with its schema unless that is `public`.
    #[serde(rename = "table")]
    pub name: String,
    /// Its estimated number of rows, if PostgreSQL has an estimate.
    pub rows: Option<i64>,
    /// Its size in bytes, without indexes.
    pub bytes: i64,
}

/// A sequential scan of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TableScan {
    /// Its name.
    pub table: String,
    /// The rows that were read.
    pub rows: i64,
}

/// Why a migration did not finish, and what it leaves in the database. Lines are first lines of
/// statements.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MigrationFailure {
    /// The statement that failed.
    pub line: u32,
    /// The SQLSTATE, if PostgreSQL reported the error.
    pub sqlstate: Option<String>,
    /// The error message, without any value of a row.
    pub message: String,
    /// Statements that were committed before, and stay applied.
    pub kept: Vec<u32>,
    /// Statements that were rolled back.
    pub undone: Vec<u32>,
    /// Statements that did not run.
    pub not_run: Vec<u32>,
    /// Invalid indexes that it leaves, which no query uses.
    pub invalid_indexes: Vec<String>,
}

impl MeasuredStatement {
    /// The strongest lock.
    #[must_use]
    pub fn strongest(&self) -> Option<&Lock> {
        self.locks.first()
    }

    /// Whether a lock blocks reads or writes, however briefly.
    #[must_use]
    pub fn blocks(&self) -> bool {
        self.locks.iter().any(|lock| LockMode::blocks(lock.mode))
    }
}

impl MigrationFailure {
    /// What it leaves in the database, as a sentence.
    #[must_use]
    pub fn leftovers(&self) -> String {
        let indexes = self.invalid_indexes.join(", ");
        let index = match self.invalid_indexes.len() {
            0 => String::new(),
            1 => format!(" It leaves the invalid index {indexes}: drop it."),
            _ => format!(" It leaves the invalid indexes {indexes}: drop them."),
        };
        match lines(&self.kept) {
            None if index.is_empty() => "It leaves no changes.".to_owned(),
            None => index.trim_start().to_owned(),
            Some(kept) => {
                let what = if self.kept.len() == 1 { "The statement" } else { "The statements" };
                let stays = if self.kept.len() == 1 { "stays" } else { "stay" };
                format!("{what} at {kept} {stays} applied, the others are not.{index}")
            }
        }
    }
}

/// `line 3`, `lines 3, 7`.
fn lines(lines: &[u32]) -> Option<String> {
    let list = lines.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
    match lines {
        [] => None,
        [_] => Some(format!("line {list}")),
        _ => Some(format!("lines {list}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leftovers_are_described_in_a_sentence() {
        let left = |kept: &[u32], indexes: &[&str]| {
            let (kept, undone, not_run) = (kept.to_vec(), vec![], vec![]);
            let invalid_indexes = indexes.iter().map(|name| (*name).to_owned()).collect();
            let (line, sqlstate, message) = (9, None, String::new());
            MigrationFailure { line, sqlstate, message, kept, undone, not_run, invalid_indexes }
                .leftovers()
        };
        assert_eq!(left(&[], &[]), "It leaves no changes.");
        assert_eq!(left(&[1], &[]), "The statement at line 1 stays applied, the others are not.");
        assert_eq!(
            left(&[1, 4], &["a"]),
            "The statements at lines 1, 4 stay applied, the others are not. It leaves the invalid \
             index a: drop it."
        );
        assert_eq!(left(&[], &["a"]), "It leaves the invalid index a: drop it.");
    }
}
