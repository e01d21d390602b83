//! The result of a deployment, read from the migration history of the database afterwards.

use crate::{Folder, History, Migration, MigrationRow};

/// The result of deploying the migrations that were pending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeploymentOutcome<'a> {
    /// All are applied, each with the script that was checked.
    Applied,
    /// One started and did not finish.
    Failed(&'a MigrationRow),
    /// One was applied with another script than the one that was checked.
    DifferentScript(&'a Migration),
    /// These are not applied, for no recorded reason.
    NotApplied(Vec<&'a Migration>),
}

impl<'a> DeploymentOutcome<'a> {
    /// Determines the result from the history after the deployment.
    #[must_use]
    pub fn of(pending: &[&'a Migration], after: &'a History) -> Self {
        if let Some(row) = after.failed().last() {
            return Self::Failed(row);
        }
        let is_other = |one: &&&Migration| {
            after.applied(&one.name).is_some_and(|row| !one.has_checksum(&row.checksum))
        };
        if let Some(other) = pending.iter().find(is_other) {
            return Self::DifferentScript(other);
        }
        let missing = pending.iter().filter(|one| after.applied(&one.name).is_none());
        let missing: Vec<_> = missing.copied().collect();
        if missing.is_empty() { Self::Applied } else { Self::NotApplied(missing) }
    }
}

/// The migrations that a deployment applied: pending before it, applied after it.
#[must_use]
pub fn newly_applied<'f>(folder: &'f Folder, before: &History, after: &History) -> Vec<&'f str> {
    let pending = before.pending(folder).into_iter();
    let applied = pending.filter(|one| after.applied(&one.name).is_some());
    applied.map(|one| one.name.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use jiff::Timestamp;

    use super::*;

    fn migration(name: &str) -> Migration {
        Migration { name: name.into(), path: PathBuf::new(), script: format!("-- {name}") }
    }

    fn applied(migrations: &[&Migration]) -> History {
        let row = |one: &&Migration| {
            MigrationRow::applied(&one.name, &one.checksum(), Timestamp::UNIX_EPOCH)
        };
        History { rows: migrations.iter().map(row).collect() }
    }

    #[test]
    fn a_migration_must_be_applied_with_its_own_script() {
        let (one, two) = (migration("1"), migration("2"));
        let pending = [&one, &two];
        let mut history = applied(&pending);
        assert_eq!(DeploymentOutcome::of(&pending, &history), DeploymentOutcome::Applied);
        history.rows[1].checksum = "0".repeat(64);
        assert_eq!(
            DeploymentOutcome::of(&pending, &history),
            DeploymentOutcome::DifferentScript(&two)
        );
        history.rows.remove(1);
        assert_eq!(
            DeploymentOutcome::of(&pending, &history),
            DeploymentOutcome::NotApplied(vec![&two])
        );
        history.rows.push(MigrationRow { finished_at: None, ..history.rows[0].clone() });
        assert!(matches!(DeploymentOutcome::of(&pending, &history), DeploymentOutcome::Failed(_)));
        let folder = Folder { path: PathBuf::new(), migrations: vec![one.clone(), two.clone()] };
        assert_eq!(newly_applied(&folder, &History::default(), &applied(&[&one])), ["1"]);
    }
}
