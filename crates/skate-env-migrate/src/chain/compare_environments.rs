//! Compares the migration histories of all environments, and reports what is out of order.

use skate_env_core::{Code, Environment, Problem};

use super::environment;
use crate::{Folder, History};

/// Every problem among environments, given in the order of their chain; worst first. A pending
/// migration is not a problem.
#[must_use]
pub fn compare_environments(
    folder: &Folder,
    histories: &[(Environment, &History)],
) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (environment, history) in histories {
        problems.extend(environment::failed(*environment, history));
        problems.extend(environment::edited(*environment, folder, history));
        problems.extend(environment::unknown(*environment, folder, history));
        problems.extend(environment::late(*environment, folder, history));
    }
    for pair in histories.windows(2) {
        let [(before, upstream), (environment, history)] = pair else { continue };
        let ahead = folder.migrations.iter().filter(|one| {
            history.applied(&one.name).is_some() && upstream.applied(&one.name).is_none()
        });
        problems.extend(ahead.map(|one| skipped(*environment, *before, &one.name)));
    }
    problems.sort_by_key(|problem| problem.code);
    problems
}

fn skipped(environment: Environment, before: Environment, name: &str) -> Problem {
    Problem::new(
        Code::MigrationOrder,
        format!(
            "Migration {name} is applied in {environment} and not in {before}, which comes before it."
        ),
        format!("Deploy it to {before}, too: `skate-env migrate deploy -e {before}`."),
    )
}
