//! Production's URL on a workstation.

use skate_env_core::{DatabaseUrl, Target};

use super::{Finding, Patient, patient::Assigned};

pub(super) fn check(patient: &Patient<'_>) -> Vec<Finding> {
    let pins = patient.pins();
    let is_production = |target: &Target| pins.iter().any(|pin| pin.matches(target));
    let mut findings = Vec::new();
    for file in &patient.files {
        for assigned in &file.assignments {
            let leads_there = assigned.target().is_some_and(|target| is_production(&target));
            if leads_there && holds_password(assigned) {
                findings.push(
                    Finding::error(
                        "production_url_in_file",
                        format!("{} in {} is production's URL, and everything started here can read it.", assigned.name, file.name),
                        format!("Remove the line: production's host has it. To look, `{} skate-env run -e production --consent ID -- …` with the URL set for that command.", patient.project.manager.execute()),
                    )
                    .of_variable(&assigned.name)
                    .at(&assigned.place),
                );
            }
        }
    }
    findings
}

fn holds_password(assigned: &Assigned) -> bool {
    assigned.url().as_ref().is_some_and(has_password)
}

/// Whether the redacted form hides something.
pub(super) fn has_password(url: &DatabaseUrl) -> bool {
    url.to_string().contains(":***@")
}
