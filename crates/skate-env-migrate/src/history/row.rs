//! A row of `_prisma_migrations`: one attempt to apply a migration.

use std::fmt;

use jiff::Timestamp;

/// One attempt to apply a migration.
#[derive(Clone, PartialEq, Eq)]
pub struct MigrationRow {
    /// The name of the migration's folder.
    pub name: String,
    /// The SHA-256 of the script that was run.
    pub checksum: String,
    /// When it started.
    pub started_at: Timestamp,
    /// When it finished.
    pub finished_at: Option<Timestamp>,
    /// When it was marked as rolled back: `prisma migrate resolve --rolled-back`.
    pub rolled_back_at: Option<Timestamp>,
    /// 1 after the script ran; 0 if it was marked as applied with `resolve --applied`.
    pub applied_steps_count: i32,
    /// The error that Prisma recorded; may hold data.
    pub(crate) logs: Option<String>,
}

/// The state of an attempt, as Prisma sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MigrationState {
    /// It finished.
    Applied,
    /// It started and did not finish: it failed, was interrupted, or still runs.
    Failed,
    /// It failed, and was marked as rolled back.
    RolledBack,
}

impl MigrationRow {
    /// A row of a migration that was applied with one step.
    #[cfg(test)]
    pub(crate) fn applied(name: &str, checksum: &str, at: Timestamp) -> Self {
        Self::new(name, checksum, at, Some(at))
    }

    /// A row without what Prisma recorded of an error.
    #[must_use]
    pub fn new(
        name: &str,
        checksum: &str,
        started_at: Timestamp,
        finished_at: Option<Timestamp>,
    ) -> Self {
        Self {
            name: name.to_owned(),
            checksum: checksum.to_owned(),
            started_at,
            finished_at,
            rolled_back_at: None,
            applied_steps_count: 1,
            logs: None,
        }
    }

    /// The state of this attempt.
    #[must_use]
    pub fn state(&self) -> MigrationState {
        match (self.rolled_back_at, self.finished_at) {
            (Some(_), _) => MigrationState::RolledBack,
            (None, Some(_)) => MigrationState::Applied,
            (None, None) => MigrationState::Failed,
        }
    }

    /// Whether Prisma recorded an error. It cannot if it is killed.
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

    /// Why it failed, without data: PostgreSQL's SQLSTATE and message. `None` if Prisma recorded
    /// no SQLSTATE: the message may then quote anything.
    ///
    /// Messages of class 22 (`invalid input syntax for type integer: "…"`) are cut before the
    /// value that they quote.
    #[must_use]
    pub fn failure(&self) -> Option<String> {
        let logs = self.logs.as_deref()?;
        let after = |label: &str| {
            let found = logs.lines().find_map(|line| line.trim_start().strip_prefix(label));
            found.map(str::trim).filter(|text| !text.is_empty())
        };
        let code = after("Database error code:");
        let message = after("ERROR:").map(|text| match code {
            Some(code) if code.starts_with("22") => text.split([':', '"']).next().unwrap_or(text),
            _ => text,
        });
        match (code, message) {
            (Some(code), Some(message)) => Some(format!("{} ({code})", message.trim_end())),
            (Some(code), None) => Some(format!("PostgreSQL error {code}")),
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
    fn a_failure_is_described_without_data() {
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
