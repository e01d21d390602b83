//! Variables of `.env.local` that the shell or another file overrides.

use secrecy::ExposeSecret as _;
use skate_env_core::{dotenv::Mode, names};

use super::{Finding, Project};

/// The file that the commands write and that you edit.
const WRITTEN: &str = ".env.local";

pub(super) fn check(project: &Project<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    // `skate-env run` sets every URL on purpose.
    if project.process().get(names::SKATE_ENV_RUN).is_some() {
        return findings;
    }
    let Some(written) = project.dotenv_files.iter().find(|file| file.name == WRITTEN) else {
        return findings;
    };
    let loaded = project.variables(Mode::Development);
    let mut names = project.url_names();
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
        let message = format!("{name} is set {by}, which takes precedence over {WRITTEN}.");
        findings.push(
            Finding::warning("shadowed_variable", message, mend)
                .of_variable(name)
                .at(&assigned.place),
        );
    }
    findings
}
