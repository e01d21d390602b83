//! A general URL serves an environment only if it cannot be production's.

use super::{Case, Findings};
use crate::{
    Code, Environment, Problem,
    resolve::{Candidate, Level, Selection},
    runtime,
};

pub(super) fn check(case: &Case<'_>, selection: &Selection, findings: &mut Findings) {
    if selection.level != Level::Fallback {
        return;
    }
    for candidate in selection.candidates() {
        if !is_proven(case, candidate) {
            findings.refuse(unproven(case, candidate));
        }
    }
}

/// Whether the value matches a pin is `production_target`'s to say.
fn is_proven(case: &Case<'_>, candidate: &Candidate) -> bool {
    let local = candidate.target.as_ref().is_none_or(crate::Target::is_local);
    if case.environment == Environment::Testing {
        // A CI job's service container is its own; a developer's local database is not.
        return local && runtime::is_named_ci(case.lookup);
    }
    // Inside a `run` the general names are another environment's.
    case.run_as().is_none() && (local || case.pins.decide_offline())
}

fn unproven(case: &Case<'_>, candidate: &Candidate) -> Problem {
    let environment = case.environment;
    let [own, _] = case.config.url_variables(environment);
    let reason = if environment == Environment::Testing {
        "tests never inherit another environment's database"
    } else {
        "nothing proves that it is not production's"
    };
    Problem::new(
        Code::UnprovenFallback,
        format!("Only {} is set for {environment}, and {reason}.", candidate.variable),
        if environment == Environment::Testing {
            format!("Set {own}.")
        } else {
            format!("Set {own}, or pin production in skate-env.toml or SKATE_ENV_PRODUCTION.")
        },
    )
    .of_variable(candidate.variable.clone(), candidate.place.clone())
}
