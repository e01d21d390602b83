//! Whether Next.js takes the policy along.

use super::{Finding, Patient};

pub(super) fn check(patient: &Patient<'_>) -> Vec<Finding> {
    let Some(next) = &patient.project.next else { return Vec::new() };
    let is_wrapped = next.config.as_ref().is_some_and(|it| it.text.contains("withSkateEnv"));
    if is_wrapped {
        return Vec::new();
    }
    let found = Finding::warning(
        "next_unwired",
        "Next.js is not told of skate-env: a deployment would lack skate-env.toml, and with it the pins.",
        "skate-env init",
    );
    vec![match &next.config {
        Some(config) => found.in_file(&config.path),
        None => found,
    }]
}
