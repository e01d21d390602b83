//! Problems in the migration history of one environment: failed, edited, unknown and late migrations.

use skate_env_core::{Code, Environment, Problem};

use super::Deployment;
use crate::{Folder, History};

pub(super) fn problems(deployment: &Deployment<'_>) -> Vec<Problem> {
    let Deployment { environment, folder, history, .. } = *deployment;
    let mut problems: Vec<_> = failed(environment, history).collect();
    problems.extend(edited(environment, folder, history));
    // A rollback to an older release finds newer migrations in the database and applies nothing.
    if !history.pending(folder).is_empty() {
        problems.extend(unknown(environment, folder, history));
        problems.extend(late(environment, folder, history));
    }
    problems
}

pub(super) fn failed(
    environment: Environment,
    history: &History,
) -> impl Iterator<Item = Problem> + '_ {
    history.failed().map(move |row| {
        let why = match row.failure() {
            Some(failure) => format!(": {failure}"),
            None if row.has_error() => String::new(),
            None => ": Prisma recorded no error, as when it is killed".to_owned(),
        };
        Problem::new(
            Code::MigrationFailed,
            format!(
                "Migration {} started in {environment} at {:.0} and did not finish{why}.",
                row.name, row.started_at
            ),
            format!(
                "Check what it changed, then run {} and deploy again.",
                resolve(environment, "--rolled-back", &row.name)
            ),
        )
    })
}

pub(super) fn edited(environment: Environment, folder: &Folder, history: &History) -> Vec<Problem> {
    let edited = history.edited(folder).into_iter();
    edited
        .map(|migration| {
            Problem::new(
                Code::MigrationOrder,
                format!(
                    "Migration {} was edited after it was applied in {environment}.",
                    migration.name
                ),
                format!(
                    "Restore {} (`git log -p` shows the original) and put the change into a new migration.",
                    migration.path.display()
                ),
            )
        })
        .collect()
}

pub(super) fn unknown(
    environment: Environment,
    folder: &Folder,
    history: &History,
) -> Vec<Problem> {
    let unknown = history.unknown(folder);
    unknown
        .map(|row| {
            Problem::new(
                Code::MigrationOrder,
                format!(
                    "Migration {} was applied in {environment} and is not in the folder.",
                    row.name
                ),
                "Deploy from a commit that contains it, or restore its folder.",
            )
        })
        .collect()
}

/// Pending migrations that sort before an applied one: other databases would apply them in
/// another order.
pub(super) fn late(environment: Environment, folder: &Folder, history: &History) -> Vec<Problem> {
    let applied = |name: &str| history.applied(name).is_some();
    let last = folder.migrations.iter().rfind(|one| applied(&one.name));
    let Some(last) = last else { return Vec::new() };
    let pending = history.pending(folder).into_iter();
    pending
        .filter(|one| one.name < last.name)
        .map(|one| {
            Problem::new(
                Code::MigrationOrder,
                format!(
                    "Migration {} is pending in {environment} and sorts before {}, which is applied there.",
                    one.name, last.name
                ),
                format!(
                    "Rename it with a timestamp after {1}: `git mv {0} …`.",
                    one.path.parent().unwrap_or(&one.path).display(),
                    last.name
                ),
            )
        })
        .collect()
}

/// The command that marks a failed migration as resolved.
fn resolve(environment: Environment, option: &str, name: &str) -> String {
    format!("`skate-env run -e {environment} -- npx prisma migrate resolve {option} {name}`")
}
