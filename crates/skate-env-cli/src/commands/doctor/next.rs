//! Whether Next.js takes the policy along.

use super::{Finding, Patient};
use crate::project::Wiring;

pub(super) fn check(patient: &Patient<'_>) -> Vec<Finding> {
    let Some(next) = &patient.project.next else { return Vec::new() };
    let path = next.config.as_ref().map(|config| config.path.as_str());
    let found = match next.wiring() {
        Wiring::Wired => return Vec::new(),
        Wiring::NotWired => Finding::warning(
            "next_unwired",
            "Next.js is not told of skate-env: a deployment would lack skate-env.toml, and with it the pins.",
            "skate-env init",
        ),
        Wiring::Unclear(why) => Finding {
            line: u32::try_from(why.line).ok(),
            ..Finding::warning(
                "next_unclear",
                format!("Cannot tell whether Next.js is told of skate-env: {}.", why.what),
                "Write `withSkateEnv(…)` around the configuration where next.config exports it.",
            )
        },
    };
    vec![match path {
        Some(path) => found.in_file(path),
        None => found,
    }]
}
