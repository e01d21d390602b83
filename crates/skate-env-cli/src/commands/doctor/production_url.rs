//! Production's URL, with its password, in a dotenv file.

use skate_env_core::{DatabaseUrl, Target};

use super::{Finding, Project, project::Assignment};

pub(super) fn check(project: &Project<'_>) -> Vec<Finding> {
    let pins = project.pins();
    let is_production = |target: &Target| pins.iter().any(|pin| pin.matches(target));
    let mut findings = Vec::new();
    for file in &project.dotenv_files {
        for assigned in &file.assignments {
            let leads_there = assigned.target().is_some_and(|target| is_production(&target));
            if leads_there && holds_password(assigned) {
                findings.push(
                    Finding::error(
                        "production_url_in_file",
                        format!("{} in {} is production's URL, and every program that you start here can read it.", assigned.name, file.name),
                        "Remove the line: production's host has it. For one command, `skate-env run -e production --consent ID -- …` with the URL set for that command.",
                    )
                    .of_variable(&assigned.name)
                    .at(&assigned.place),
                );
            }
        }
    }
    findings
}

fn holds_password(assigned: &Assignment) -> bool {
    assigned.url().as_ref().is_some_and(has_password)
}

/// Whether the redacted form hides something.
pub(super) fn has_password(url: &DatabaseUrl) -> bool {
    url.to_string().contains(":***@")
}
