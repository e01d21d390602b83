//! Whether anything says what production is.

use skate_env_core::{Environment, Pin, names::SKATE_ENV_PRODUCTION};

use super::{Finding, Patient};

pub(super) fn check(patient: &Patient<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let given = patient.process().get(SKATE_ENV_PRODUCTION).unwrap_or_default();
    let mut parts = given.split(',').map(str::trim).filter(|pin| !pin.is_empty());
    if parts.any(|pin| Pin::parse(pin).is_err()) {
        findings.push(
            Finding::error(
                "unreadable_pin",
                format!("{SKATE_ENV_PRODUCTION} holds something that is no pin."),
                "List endpoint ids (`ep-…`), branch ids (`br-…`) or hosts, with commas.",
            )
            .of_variable(SKATE_ENV_PRODUCTION),
        );
    }
    let pins = patient.pins();
    if patient.context.config_path.is_none() {
        findings.push(Finding::warning(
            "no_policy",
            "There is no skate-env.toml, so nothing is strict and nothing is pinned.",
            "skate-env init",
        ));
    } else if pins.is_empty() {
        findings.push(Finding::warning(
            "production_unpinned",
            "Nothing says what production is, so no URL can be told apart from it.",
            "skate-env init",
        ));
    } else if pins.iter().all(|pin| matches!(pin, Pin::Branch(_))) {
        let policy = patient.config().environments.get(&Environment::Production);
        let id = policy.and_then(|policy| policy.pins.first()).map(ToString::to_string);
        findings.push(Finding::warning(
            "pin_without_endpoint",
            format!(
                "Production is pinned by its branch alone{}, which no URL names.",
                id.map(|id| format!(" ({id})")).unwrap_or_default()
            ),
            "Add `endpoints = [\"ep-…\"]` to [environments.production] of skate-env.toml.",
        ));
    }
    findings
}
