//! The verdict once Prisma has ended, by what the database says: its word counts, not Prisma's.

use skate_env_core::{Code, Environment, Error, Problem};
use skate_env_migrate::{DeploymentOutcome, History, Migration, MigrationRow};

use super::{
    mending::{self, Left},
    restore_point::RestorePoint,
    watched::Ended,
};
use crate::failure::Failure;

/// All that the verdict is made of.
pub(super) struct After<'a> {
    pub(super) environment: Environment,
    /// What was to be applied.
    pub(super) pending: &'a [&'a Migration],
    /// What the database says now.
    pub(super) now: &'a History,
    pub(super) ended: Ended,
    pub(super) restore_point: Option<RestorePoint>,
}

impl After<'_> {
    /// Done, with the restore point that nobody needed; or what is left, and how it is mended.
    pub(super) fn verdict(self) -> Result<Option<RestorePoint>, Failure> {
        let problem = match DeploymentOutcome::of(self.pending, self.now) {
            DeploymentOutcome::Failed(row) => self.failed(row),
            DeploymentOutcome::DifferentScript(migration) => other(migration),
            DeploymentOutcome::NotApplied(missing) => self.missing(&missing),
            DeploymentOutcome::Applied => match &self.ended.prisma {
                Ok(()) => return Ok(self.restore_point),
                Err(end) => Problem::new(
                    Code::MigrationFailed,
                    format!("All migrations are applied, and yet `prisma migrate deploy` {end}."),
                    "Start the same command again: it finds nothing to do, or says what is wrong.",
                ),
            },
        };
        Err(Error::from_problem(problem).in_environment(self.environment).into())
    }

    fn failed(&self, row: &MigrationRow) -> Problem {
        let script = self.pending.iter().find(|one| one.name == row.name);
        let left = Left::of(script.map_or("", |one| &one.script), row);
        let name = &row.name;
        let (code, what) = match (row.gave_up_waiting(), &self.ended.holder) {
            (true, Some(holder)) => (
                Code::MigrationLocked,
                format!("Migration {name} gave up waiting for a lock that {holder} held."),
            ),
            (true, None) => {
                (Code::MigrationLocked, format!("Migration {name} gave up waiting for a lock."))
            }
            (false, _) => {
                let why = row.failure().map(|why| format!(": {why}")).unwrap_or_default();
                (Code::MigrationFailed, format!("Migration {name} failed{why}."))
            }
        };
        let steps = row.applied_steps_count;
        let message =
            format!("{what} {} Prisma counts {steps} of its steps as applied.", left.sentence());
        let point = self.restore_point.as_ref();
        Problem::new(code, message, mending::steps(self.environment, row, left, point))
    }

    fn missing(&self, missing: &[&Migration]) -> Problem {
        let names: Vec<_> = missing.iter().map(|one| one.name.as_str()).collect();
        let names = names.join(", ");
        let end = match &self.ended.prisma {
            Ok(()) => "says that it succeeded",
            Err(end) => end,
        };
        if let Some(holder) = &self.ended.holder {
            return Problem::new(
                Code::MigrationLocked,
                format!(
                    "Not applied: {names}. `prisma migrate deploy` {end}; {holder} held a lock that it needs."
                ),
                "Nothing of them was begun: start the same command again when that is done.",
            );
        }
        Problem::new(
            Code::MigrationFailed,
            format!("Not applied: {names}. `prisma migrate deploy` {end}."),
            "Nothing of them was begun: mend what Prisma names, and start the same command again.",
        )
    }
}

fn other(migration: &Migration) -> Problem {
    Problem::new(
        Code::MigrationFailed,
        format!(
            "Migration {} was applied, and not as it was when it was judged: somebody edited {} \
             meanwhile.",
            migration.name,
            migration.path.display()
        ),
        "Compare the two with git; bring the file back as it was applied, or go back.",
    )
}
