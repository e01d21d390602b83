//! Whether production is pinned, by something that URLs show.

mod policies;

use skate_env_core::{Environment, Pin, names::SKATE_ENV_PRODUCTION};

use super::{Finding, Project};

pub(super) fn check(project: &Project<'_>) -> Vec<Finding> {
    let mut findings = policies::check(project);
    let given = project.process().get(SKATE_ENV_PRODUCTION).unwrap_or_default();
    let mut parts = given.split(',').map(str::trim).filter(|pin| !pin.is_empty());
    if parts.any(|pin| Pin::parse(pin).is_err()) {
        findings.push(
            Finding::error(
                "unreadable_pin",
                format!("{SKATE_ENV_PRODUCTION} holds something that is not a pin."),
                "List endpoint ids (`ep-…`), branch ids (`br-…`) or hosts, separated by commas.",
            )
            .of_variable(SKATE_ENV_PRODUCTION),
        );
    }
    let pins = project.pins();
    if project.context.config_path.is_none() {
        findings.push(Finding::warning(
            "no_policy",
            "There is no skate-env.toml, so production is not pinned and missing URLs are not refused.",
            "Run `skate-env init`.",
        ));
    } else if pins.is_empty() {
        findings.push(Finding::warning(
            "production_unpinned",
            "Production is not pinned, so skate-env cannot recognise a URL that points at it.",
            "Run `skate-env init`.",
        ));
    } else if pins.iter().all(|pin| matches!(pin, Pin::Branch(_))) {
        let policy = project.config().environments.get(&Environment::Production);
        let id = policy.and_then(|policy| policy.pins.first()).map(ToString::to_string);
        findings.push(Finding::warning(
            "pin_without_endpoint",
            format!(
                "Production is pinned only by its branch{}, and URLs do not name branches.",
                id.map(|id| format!(" ({id})")).unwrap_or_default()
            ),
            "Add `endpoints = [\"ep-…\"]` to [environments.production] of skate-env.toml.",
        ));
    }
    findings
}
