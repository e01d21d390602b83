//! `unproven_fallback`: a general URL serves an environment only if it cannot be production's.

use super::{Findings, GuardContext};
use crate::{
    Code, Environment, Problem,
    candidate::Candidate,
    runtime,
    selection::{Level, Selection},
};

pub(super) fn check(context: &GuardContext<'_>, selection: &Selection, findings: &mut Findings) {
    if selection.level != Level::Fallback {
        return;
    }
    for candidate in selection.candidates() {
        if !is_proven(context, candidate) {
            findings.refuse(unproven(context, candidate));
        }
    }
}

/// Whether the value matches a pin is `production_target`'s to say.
fn is_proven(context: &GuardContext<'_>, candidate: &Candidate) -> bool {
    let local = candidate.target.as_ref().is_none_or(crate::Target::is_local);
    if context.environment == Environment::Testing {
        // A CI job's service container is its own; a developer's local database is not.
        return local && runtime::is_named_ci(context.lookup);
    }
    // Inside a `run` the general names are another environment's.
    context.run_as().is_none() && (local || context.pins.decide_offline())
}

fn unproven(context: &GuardContext<'_>, candidate: &Candidate) -> Problem {
    let environment = context.environment;
    let [own, _] = context.config.url_variables(environment);
    // What was pulled for development is no other environment's.
    let pulled = runtime::pulled_with(candidate.place.as_ref(), context.lookup)
        .filter(|pulled| !pulled.is_for_development());
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
        } else if let Some(pulled) = pulled {
            pulled.hint()
        } else {
            format!("Set {own}, or pin production in skate-env.toml or SKATE_ENV_PRODUCTION.")
        },
    )
    .of_variable(candidate.variable.clone(), candidate.place.clone())
}
