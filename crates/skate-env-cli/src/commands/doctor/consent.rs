//! Consent in a dotenv file, which would hold for every command and everybody.

use skate_env_core::names::SKATE_ENV_CONSENT;

use super::{Finding, Project};

pub(super) fn check(project: &Project<'_>) -> Vec<Finding> {
    let assigned = project.dotenv_files.iter().flat_map(|file| &file.assignments);
    let found = assigned.filter(|assigned| assigned.name == SKATE_ENV_CONSENT).map(|assigned| {
        Finding::error(
            "consent_in_file",
            format!("{SKATE_ENV_CONSENT} is set in a dotenv file. No consent counts while it is."),
            "Remove the line. Give consent to one command: `--consent ID`.",
        )
        .of_variable(SKATE_ENV_CONSENT)
        .at(&assigned.place)
    });
    found.collect()
}
