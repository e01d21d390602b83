//! Consent that a file would give, for ever and to everybody.

use skate_env_core::names::SKATE_ENV_CONSENT;

use super::{Finding, Patient};

pub(super) fn check(patient: &Patient<'_>) -> Vec<Finding> {
    let assigned = patient.files.iter().flat_map(|file| &file.assignments);
    let found = assigned.filter(|assigned| assigned.name == SKATE_ENV_CONSENT).map(|assigned| {
        Finding::error(
            "consent_in_file",
            format!(
                "{SKATE_ENV_CONSENT} stands in a dotenv file, and no consent counts while it does."
            ),
            "Remove the line; consent is given to one command: `--consent ID`.",
        )
        .of_variable(SKATE_ENV_CONSENT)
        .at(&assigned.place)
    });
    found.collect()
}
