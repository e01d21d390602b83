//! A row: one attempt to apply a migration.

use std::fmt;

use jiff::Timestamp;

/// One attempt to apply a migration.
#[derive(Clone, PartialEq, Eq)]
pub struct MigrationRow {
    /// The migration's name: its folder's.
    pub name: String,
    /// The SHA-256 of the script that was run.
    pub checksum: String,
    /// When it began.
    pub started_at: Timestamp,
    /// When it was done.
    pub finished_at: Option<Timestamp>,
    /// When somebody said that it left nothing: `prisma migrate resolve --rolled-back`.
    pub rolled_back_at: Option<Timestamp>,
    /// 1 once the script has run. 0 and finished: somebody said so, `resolve --applied`.
    pub applied_steps_count: i32,
    /// What the database said when it failed; may hold data.
    pub(crate) logs: Option<String>,
}

/// What became of an attempt, as Prisma sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MigrationState {
    /// Done.
    Applied,
    /// Begun and never finished: it failed, it was cut off, or it runs at this moment.
    Failed,
    /// Failed, and declared to have left nothing.
    RolledBack,
}

impl MigrationRow {
    /// A migration that was applied at once.
    #[cfg(test)]
    pub(crate) fn applied(name: &str, checksum: &str, at: Timestamp) -> Self {
        Self {
            name: name.to_owned(),
            checksum: checksum.to_owned(),
            started_at: at,
            finished_at: Some(at),
            rolled_back_at: None,
            applied_steps_count: 1,
            logs: None,
        }
    }

    /// What became of it.
    #[must_use]
    pub fn state(&self) -> MigrationState {
        match (self.rolled_back_at, self.finished_at) {
            (Some(_), _) => MigrationState::RolledBack,
            (None, Some(_)) => MigrationState::Applied,
            (None, None) => MigrationState::Failed,
        }
    }

    /// Whether Prisma noted why it was not finished. It could not, where it was killed.
    #[must_use]
    pub fn has_error(&self) -> bool {
        self.logs.as_ref().is_some_and(|logs| !logs.trim().is_empty())
    }

    /// Whether it failed because it waited too long for a lock, or was cancelled meanwhile.
    #[must_use]
    pub fn gave_up_waiting(&self) -> bool {
        const SIGNS: [&str; 4] = [
            "code: 55P03",
            "code: 57014",
            "canceling statement due to lock timeout",
            "canceling statement due to user request",
        ];
        self.logs.as_ref().is_some_and(|logs| SIGNS.iter().any(|sign| logs.contains(sign)))
    }

    /// Why it failed, as far as it may be printed: PostgreSQL's code and its one sentence.
    /// `None` where the note holds no code: an engine without one may quote anything.
    ///
    /// What a sentence quotes as a value (codes of class 22: `invalid input syntax for type
    /// integer: "…"`) is left out.
    #[must_use]
    pub fn failure(&self) -> Option<String> {
        let logs = self.logs.as_deref()?;
        let after = |label: &str| {
            let found = logs.lines().find_map(|line| line.trim_start().strip_prefix(label));
            found.map(str::trim).filter(|text| !text.is_empty())
        };
        let code = after("Database error code:");
        let sentence = after("ERROR:").map(|text| match code {
            Some(code) if code.starts_with("22") => text.split([':', '"']).next().unwrap_or(text),
            _ => text,
        });
        match (code, sentence) {
            (Some(code), Some(sentence)) => Some(format!("{} ({code})", sentence.trim_end())),
            (Some(code), None) => Some(format!("PostgreSQL's error {code}")),
            (None, _) => None,
        }
    }
}

impl fmt::Debug for MigrationRow {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = formatter.debug_struct("MigrationRow");
        debug.field("name", &self.name).field("state", &self.state());
        debug.field("applied_steps_count", &self.applied_steps_count).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failed(logs: &str) -> MigrationRow {
        let row = MigrationRow::applied("1_a", "", Timestamp::UNIX_EPOCH);
        MigrationRow { finished_at: None, logs: Some(logs.to_owned()), ..row }
    }

    #[test]
    fn a_failure_is_told_without_data() {
        let unique = failed(
            "A migration failed to apply. …\n\nMigration name: 1_a\n\nDatabase error code: 23505\n\n\
             Database error:\nERROR: could not create unique index \"User_email_key\"\n\
             DETAIL: Key (email)=(canary@example.com) is duplicated.\n\nDbError { … canary … }",
        );
        assert_eq!(
            unique.failure().unwrap(),
            "could not create unique index \"User_email_key\" (23505)"
        );
        let value = failed(
            "Database error code: 22P02\nERROR: invalid input syntax for type integer: \"canary\"",
        );
        assert_eq!(value.failure().unwrap(), "invalid input syntax for type integer (22P02)");
        assert_eq!((failed("canary").failure(), failed("canary").has_error()), (None, true));
        assert!(!failed(" ").has_error() && !unique.gave_up_waiting());
        assert!(failed("Database error code: 55P03\nERROR: …").gave_up_waiting());
        assert!(!format!("{unique:?}").contains("canary"));
    }
}
