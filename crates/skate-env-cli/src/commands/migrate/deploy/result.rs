//! The result of a deployment: what the database says counts, not what Prisma says.

use skate_env_core::{Code, Environment, Error, Problem};
use skate_env_migrate::{DeploymentOutcome, History, Migration, MigrationRow};

use super::{
    prisma_run::PrismaEnd,
    recovery::{Leftovers, recovery_steps},
    restore_point::RestorePoint,
};
use crate::failure::Failure;

/// What is known once Prisma has ended.
pub(super) struct DeploymentResult<'a> {
    pub(super) environment: Environment,
    /// What was pending before.
    pub(super) pending: &'a [&'a Migration],
    /// The history now.
    pub(super) now: &'a History,
    pub(super) prisma: PrismaEnd,
    pub(super) restore_point: Option<RestorePoint>,
}

impl DeploymentResult<'_> {
    /// The restore point if everything is applied; else an error that says what is left and how to
    /// recover.
    pub(super) fn check(self) -> Result<Option<RestorePoint>, Failure> {
        let problem = match DeploymentOutcome::of(self.pending, self.now) {
            DeploymentOutcome::Failed(row) => self.failed(row),
            DeploymentOutcome::DifferentScript(migration) => different_script(migration),
            DeploymentOutcome::NotApplied(missing) => self.not_applied(&missing),
            DeploymentOutcome::Applied => match &self.prisma.result {
                Ok(()) => return Ok(self.restore_point),
                Err(end) => Problem::new(
                    Code::MigrationFailed,
                    format!("All migrations are applied, but `prisma migrate deploy` {end}."),
                    "Run the same command again: it finds nothing to do, or says what is wrong.",
                ),
            },
        };
        Err(Error::from_problem(problem).in_environment(self.environment).into())
    }

    fn failed(&self, row: &MigrationRow) -> Problem {
        let script = self.pending.iter().find(|one| one.name == row.name);
        let leftovers = Leftovers::of(script.map_or("", |one| &one.script), row);
        let name = &row.name;
        let (code, what) = match (row.gave_up_waiting(), &self.prisma.lock_holder) {
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
        let (left, steps) = (leftovers.describe(), row.applied_steps_count);
        let message = format!("{what} {left} Prisma counts {steps} of its steps as applied.");
        let point = self.restore_point.as_ref();
        Problem::new(code, message, recovery_steps(self.environment, row, leftovers, point))
    }

    fn not_applied(&self, missing: &[&Migration]) -> Problem {
        let names: Vec<_> = missing.iter().map(|one| one.name.as_str()).collect();
        let names = names.join(", ");
        let end = match &self.prisma.result {
            Ok(()) => "reports success",
            Err(end) => end,
        };
        if let Some(holder) = &self.prisma.lock_holder {
            return Problem::new(
                Code::MigrationLocked,
                format!(
                    "Not applied: {names}. `prisma migrate deploy` {end}; {holder} held a lock that \
                     it needs."
                ),
                "None of them was started. Run the same command again when the lock is released.",
            );
        }
        Problem::new(
            Code::MigrationFailed,
            format!("Not applied: {names}. `prisma migrate deploy` {end}."),
            "None of them was started. Fix what Prisma names, then run the same command again.",
        )
    }
}

fn different_script(migration: &Migration) -> Problem {
    let (name, path) = (&migration.name, migration.path.display());
    Problem::new(
        Code::MigrationFailed,
        format!(
            "Migration {name} was applied with another script than the one that was checked: \
             {path} was edited meanwhile."
        ),
        "Compare the two with git. Restore the file as it was applied, or undo the migration.",
    )
}
