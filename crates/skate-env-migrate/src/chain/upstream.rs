//! Requires that pending migrations are applied in the environment before.

use skate_env_core::{Code, Environment, Problem};

use super::{Deployment, environment};
use crate::{History, Migration};

/// The environment before in the chain, and what is known of it.
#[derive(Clone, Copy, Debug)]
pub enum Upstream<'a> {
    /// The environment is the first.
    None,
    /// The history of its database.
    Known(Environment, &'a History),
    /// Its database could not be read, and why.
    Unknown(Environment, &'a str),
}

pub(super) fn problems(deployment: &Deployment<'_>) -> Vec<Problem> {
    match deployment.upstream {
        Upstream::None => Vec::new(),
        Upstream::Known(upstream, history) => known(deployment, upstream, history),
        // Every developer has a development database; only production requires its predecessor.
        Upstream::Unknown(..) if !deployment.environment.is_production() => Vec::new(),
        Upstream::Unknown(upstream, why) => vec![unknown(deployment.environment, upstream, why)],
    }
}

fn known(deployment: &Deployment<'_>, upstream: Environment, history: &History) -> Vec<Problem> {
    let mut problems: Vec<_> = environment::failed(upstream, history).collect();
    for migration in deployment.history.pending(deployment.folder) {
        problems.extend(match history.applied(&migration.name) {
            Some(row) if migration.has_checksum(&row.checksum) => None,
            Some(_) => Some(differs(deployment.environment, upstream, migration)),
            None => Some(lacks(deployment.environment, upstream, migration)),
        });
    }
    problems
}

fn lacks(environment: Environment, upstream: Environment, migration: &Migration) -> Problem {
    Problem::new(
        Code::MigrationOrder,
        format!(
            "Migration {} is not applied in {upstream} yet, which comes before {environment}.",
            migration.name
        ),
        format!("Deploy there first: `skate-env migrate deploy -e {upstream}`."),
    )
}

fn differs(environment: Environment, upstream: Environment, migration: &Migration) -> Problem {
    Problem::new(
        Code::MigrationOrder,
        format!(
            "Migration {} differs from the script that was applied in {upstream}, so {environment} \
             would get an untested one.",
            migration.name
        ),
        format!(
            "Restore {} as it was applied in {upstream}, and put the change into a new migration.",
            migration.path.display()
        ),
    )
}

fn unknown(environment: Environment, upstream: Environment, why: &str) -> Problem {
    Problem::new(
        Code::MigrationOrder,
        format!(
            "Cannot read the migrations of {upstream}, which comes before {environment}: {why}"
        ),
        format!(
            "Set the URL of {upstream} or NEON_API_KEY here. If the project has no {upstream}, leave \
             it out of `chain` in [migrations] of skate-env.toml."
        ),
    )
}
