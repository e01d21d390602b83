//! Compares a migration history with the folder: applied, pending, failed, edited, unknown.

use super::{History, MigrationRow, MigrationState};
use crate::{Folder, Migration};

impl History {
    /// The row of an applied migration.
    #[must_use]
    pub fn applied(&self, name: &str) -> Option<&MigrationRow> {
        self.in_state(MigrationState::Applied).find(|row| row.name == name)
    }

    /// The migrations of the folder that are not applied, in order; failed ones included.
    #[must_use]
    pub fn pending<'f>(&self, folder: &'f Folder) -> Vec<&'f Migration> {
        folder.migrations.iter().filter(|one| self.applied(&one.name).is_none()).collect()
    }

    /// Migrations that started and did not finish. Prisma applies nothing while there is one.
    pub fn failed(&self) -> impl Iterator<Item = &MigrationRow> {
        self.in_state(MigrationState::Failed)
    }

    /// Migrations whose script changed after it was applied.
    #[must_use]
    pub fn edited<'f>(&self, folder: &'f Folder) -> Vec<&'f Migration> {
        let is_edited = |one: &&Migration| {
            self.applied(&one.name).is_some_and(|row| !one.has_checksum(&row.checksum))
        };
        folder.migrations.iter().filter(is_edited).collect()
    }

    /// Applied migrations that are not in the folder.
    pub fn unknown<'h>(&'h self, folder: &'h Folder) -> impl Iterator<Item = &'h MigrationRow> {
        let is_known =
            |row: &MigrationRow| folder.migrations.iter().any(|one| one.name == row.name);
        self.in_state(MigrationState::Applied).filter(move |row| !is_known(row))
    }

    fn in_state(&self, state: MigrationState) -> impl Iterator<Item = &MigrationRow> {
        self.rows.iter().filter(move |row| row.state() == state)
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use jiff::Timestamp;

    use super::*;

    fn folder(names: &[&str]) -> Folder {
        let migration = |name: &&str| Migration {
            name: (*name).to_owned(),
            path: PathBuf::new(),
            script: format!("-- {name}"),
        };
        Folder { path: PathBuf::new(), migrations: names.iter().map(migration).collect() }
    }

    fn row(folder: &Folder, name: &str, state: MigrationState) -> MigrationRow {
        let known = folder.migrations.iter().find(|one| one.name == name);
        let now = Timestamp::UNIX_EPOCH;
        let checksum = known.map(Migration::checksum).unwrap_or_default();
        MigrationRow {
            finished_at: (state == MigrationState::Applied).then_some(now),
            rolled_back_at: (state == MigrationState::RolledBack).then_some(now),
            ..MigrationRow::applied(name, &checksum, now)
        }
    }

    fn names<'m>(migrations: impl IntoIterator<Item = &'m Migration>) -> Vec<&'m str> {
        migrations.into_iter().map(|one| one.name.as_str()).collect()
    }

    #[test]
    fn nothing_applied_is_everything_pending() {
        let folder = folder(&["1", "2"]);
        assert_eq!(names(History::default().pending(&folder)), ["1", "2"]);
        assert!(History::default().edited(&folder).is_empty());
    }

    #[test]
    fn what_failed_is_pending_until_an_attempt_is_applied() {
        let folder = folder(&["1", "2"]);
        let rows = vec![
            row(&folder, "1", MigrationState::Applied),
            row(&folder, "2", MigrationState::Failed),
        ];
        let mut history = History { rows };
        assert_eq!(names(history.pending(&folder)), ["2"]);
        assert_eq!(history.failed().count(), 1);
        history.rows[1] = row(&folder, "2", MigrationState::RolledBack);
        assert_eq!((names(history.pending(&folder)), history.failed().count()), (vec!["2"], 0));
        history.rows.push(row(&folder, "2", MigrationState::Applied));
        assert!(history.pending(&folder).is_empty());
    }

    #[test]
    fn edited_and_unknown_migrations_are_distinguished() {
        let folder = folder(&["1"]);
        let mut history = History {
            rows: vec![
                row(&folder, "1", MigrationState::Applied),
                row(&folder, "0", MigrationState::Applied),
                row(&folder, "x", MigrationState::RolledBack),
            ],
        };
        let unknown: Vec<_> = history.unknown(&folder).map(|row| row.name.clone()).collect();
        assert_eq!(unknown, ["0"]);
        assert!(history.edited(&folder).is_empty());
        history.rows[0].checksum = "0".repeat(64);
        assert_eq!(names(history.edited(&folder)), ["1"]);
    }
}
