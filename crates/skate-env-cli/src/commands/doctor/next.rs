//! Whether the configuration of Next.js goes through `withSkateEnv`, which ships the policy.

use super::{Finding, Project};
use crate::project::Wiring;

pub(super) fn check(project: &Project<'_>) -> Vec<Finding> {
    let Some(next) = &project.detected.next else { return Vec::new() };
    let path = next.config.as_ref().map(|config| config.path.as_str());
    let found = match next.wiring() {
        Wiring::Wired => return Vec::new(),
        Wiring::NotWired => Finding::warning(
            "next_unwired",
            "The configuration of Next.js does not use withSkateEnv, so a deployment has no skate-env.toml and no pins.",
            "Run `skate-env init`.",
        ),
        Wiring::Unclear(why) => Finding {
            line: u32::try_from(why.line).ok(),
            ..Finding::warning(
                "next_unclear",
                format!(
                    "Cannot tell whether the configuration of Next.js uses withSkateEnv: {}.",
                    why.what
                ),
                "Export `withSkateEnv(config)` from this file.",
            )
        },
    };
    vec![match path {
        Some(path) => found.in_file(path),
        None => found,
    }]
}
