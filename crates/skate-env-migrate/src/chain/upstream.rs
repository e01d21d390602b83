//! What the environment before it objects to: what is not applied there goes no further.

use skate_env_core::{Code, Environment, Problem};

use super::{Deployment, environment};
use crate::{History, Migration};

/// The environment before, as far as it is known.
#[derive(Clone, Copy, Debug)]
pub enum Upstream<'a> {
    /// There is none.
    None,
    /// Its database was read.
    Known(Environment, &'a History),
    /// It could not be asked, and why.
    Unknown(Environment, &'a str),
}

pub(super) fn problems(deployment: &Deployment<'_>) -> Vec<Problem> {
    match deployment.upstream {
        Upstream::None => Vec::new(),
        Upstream::Known(upstream, history) => known(deployment, upstream, history),
        // Everybody has a development database of their own; production has one predecessor.
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
            "Migration {} is another script than the one that {upstream} has: {environment} would \
             get what nobody tried.",
            migration.name
        ),
        format!(
            "Bring {} back as {upstream} has it, and put the change into a new migration.",
            migration.path.display()
        ),
    )
}

fn unknown(environment: Environment, upstream: Environment, why: &str) -> Problem {
    Problem::new(
        Code::MigrationOrder,
        format!("Nobody can say what {upstream} has, which comes before {environment}: {why}"),
        format!(
            "Set {upstream}'s URL or NEON_API_KEY here; a project without {upstream} says so with \
             `chain` in [migrations] of skate-env.toml."
        ),
    )
}
