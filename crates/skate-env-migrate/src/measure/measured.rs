//! What was measured: data.

use std::ops::Range;

use serde::Serialize;

use super::{Lock, LockMode};

/// A migration that was run on a copy, as far as it came.
#[derive(Clone, Debug, Serialize)]
pub struct MeasuredMigration {
    /// The folder's name.
    pub name: String,
    /// What Prisma calls its checksum.
    pub checksum: String,
    /// Its statements; the last is the one that failed, where one did.
    pub statements: Vec<MeasuredStatement>,
    /// Why it did not come to its end.
    pub failure: Option<MigrationFailure>,
}

/// A statement that was run on a copy.
#[derive(Clone, Debug, Default, Serialize)]
pub struct MeasuredStatement {
    /// The line of the file on which it begins, from 1.
    pub line: u32,
    /// Its bytes in the file.
    #[serde(skip)]
    pub range: Range<usize>,
    /// Its beginning, on one line and without the values in it.
    pub excerpt: String,
    /// Whether it failed; then nothing else is known of it.
    pub failed: bool,
    /// How long it took, in milliseconds; the end of its transaction is in it where it is the
    /// statement's own.
    pub milliseconds: f64,
    /// How long its locks are held: to the end of its transaction.
    pub held_milliseconds: f64,
    /// The rows that it inserted, changed, deleted or returned.
    pub rows: u64,
    /// Whether these are rows that were there before: others who want them wait.
    pub locks_rows: bool,
    /// The locks on tables that were there before, strongest first.
    pub locks: Vec<Lock>,
    /// Whether the locks were looked at from outside, now and then: the statement allows no
    /// transaction around it. Those held for a moment may be missing.
    pub watched: bool,
    /// Tables of which every row was written again.
    pub rewritten: Vec<Table>,
    /// Tables that lost every row.
    pub emptied: Vec<Table>,
    /// Tables that were read from end to end. Not known where the locks were watched.
    pub scanned: Vec<TableScan>,
}

/// A table as it was before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Table {
    /// Its name, with its schema where that is not `public`.
    #[serde(rename = "table")]
    pub name: String,
    /// About how many rows it had, where PostgreSQL has an idea.
    pub rows: Option<i64>,
    /// Its size, without indexes.
    pub bytes: i64,
}

/// A table that was read from end to end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TableScan {
    /// Its name.
    pub table: String,
    /// The rows that were read.
    pub rows: i64,
}

/// Why a migration did not come to its end, and what that leaves. Lines are those on which
/// statements begin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MigrationFailure {
    /// The statement that failed.
    pub line: u32,
    /// PostgreSQL's code, where it was PostgreSQL that said no.
    pub sqlstate: Option<String>,
    /// What was said, without any value of a row.
    pub message: String,
    /// The statements that stay: they were committed before.
    pub kept: Vec<u32>,
    /// The statements that were undone with it.
    pub undone: Vec<u32>,
    /// The statements that were never run.
    pub not_run: Vec<u32>,
    /// Indexes that it left behind, and that no query uses.
    pub invalid_indexes: Vec<String>,
}

impl MeasuredStatement {
    /// The strongest lock that was held, and where.
    #[must_use]
    pub fn strongest(&self) -> Option<&Lock> {
        self.locks.first()
    }

    /// Whether others wait, however briefly.
    #[must_use]
    pub fn blocks(&self) -> bool {
        self.locks.iter().any(|lock| LockMode::blocks(lock.mode))
    }
}

impl MigrationFailure {
    /// What it leaves, in words.
    #[must_use]
    pub fn leftovers(&self) -> String {
        let indexes = self.invalid_indexes.join(", ");
        let index = match self.invalid_indexes.len() {
            0 => String::new(),
            1 => format!(" The index {indexes} is left behind, invalid: drop it."),
            _ => format!(" The indexes {indexes} are left behind, invalid: drop them."),
        };
        match lines(&self.kept) {
            None if index.is_empty() => "Nothing of it is left behind.".to_owned(),
            None => index.trim_start().to_owned(),
            Some(kept) => {
                let what = if self.kept.len() == 1 { "The statement" } else { "The statements" };
                let stays = if self.kept.len() == 1 { "stays" } else { "stay" };
                format!("{what} of {kept} {stays}, the rest is missing.{index}")
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
    fn what_is_left_is_said_in_words() {
        let left = |kept: &[u32], indexes: &[&str]| {
            let (kept, undone, not_run) = (kept.to_vec(), vec![], vec![]);
            let invalid_indexes = indexes.iter().map(|name| (*name).to_owned()).collect();
            let (line, sqlstate, message) = (9, None, String::new());
            MigrationFailure { line, sqlstate, message, kept, undone, not_run, invalid_indexes }
                .leftovers()
        };
        assert_eq!(left(&[], &[]), "Nothing of it is left behind.");
        assert_eq!(left(&[1], &[]), "The statement of line 1 stays, the rest is missing.");
        assert_eq!(
            left(&[1, 4], &["a"]),
            "The statements of lines 1, 4 stay, the rest is missing. The index a is left behind, \
             invalid: drop it."
        );
        assert_eq!(left(&[], &["a"]), "The index a is left behind, invalid: drop it.");
    }
}
