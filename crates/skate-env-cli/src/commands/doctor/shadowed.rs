//! Files that do not count, for something outranks them.

use secrecy::ExposeSecret as _;
use skate_env_core::{dotenv::Mode, names};

use super::{Finding, Patient};

/// What the commands write, and people edit.
const WRITTEN: &str = ".env.local";

pub(super) fn check(patient: &Patient<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    // `skate-env run` sets every URL on purpose.
    if patient.process().get(names::SKATE_ENV_RUN).is_some() {
        return findings;
    }
    let Some(written) = patient.files.iter().find(|file| file.name == WRITTEN) else {
        return findings;
    };
    let loaded = patient.variables(Mode::Development);
    let mut names = patient.url_names();
    names.push(names::DATABASE_ENVIRONMENT.to_owned());
    for assigned in written.assignments.iter().filter(|it| names.contains(&it.name)) {
        let name = &assigned.name;
        let value = loaded.as_ref().and_then(|variables| variables.get(name));
        if value.is_none_or(|value| value == assigned.value.expose_secret()) {
            continue;
        }
        let place = loaded.as_ref().and_then(|variables| variables.place(name));
        let (by, mend) = match place {
            None => ("in this shell".to_owned(), format!("Run `unset {name}`.")),
            Some(place) => {
                (format!("in {}", place.path), format!("Remove {name} from {}.", place.path))
            }
        };
        let message = format!("{name} is set {by}, which outranks {WRITTEN}.");
        findings.push(
            Finding::warning("shadowed_variable", message, mend)
                .of_variable(name)
                .at(&assigned.place),
        );
    }
    findings
}
