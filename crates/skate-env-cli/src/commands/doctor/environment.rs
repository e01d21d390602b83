//! Which environment this is, and who left it so.

use secrecy::ExposeSecret as _;
use skate_env_core::{Environment, dotenv::Mode, names};

use super::{Finding, Level, Patient};

pub(super) fn check(patient: &Patient<'_>) -> Vec<Finding> {
    let Some(variables) = patient.variables(Mode::Development) else { return Vec::new() };
    let mut findings = Vec::new();
    if let Err(error) = Environment::from_variables(&variables) {
        findings.extend(error.problems().map(|it| Finding::of_problem(Level::Error, it)));
    }
    let name = names::DATABASE_ENVIRONMENT;
    let inside_run = patient.process().get(names::SKATE_ENV_RUN).is_some();
    let shell = patient.process().get(name).and_then(|it| it.parse::<Environment>().ok());
    if let Some(environment @ (Environment::Production | Environment::Staging)) =
        shell.filter(|_| !inside_run)
    {
        findings.push(
            Finding::warning(
                "environment_left_set",
                format!("{name} is set to {environment} in this shell, and every command here acts on it."),
                format!("Run `unset {name}`; for one command say `skate-env run -e {environment} -- …`."),
            )
            .of_variable(name),
        );
    }
    for file in patient.files.iter().filter(|file| !file.name.contains("production")) {
        for assigned in file.assignments.iter().filter(|assigned| assigned.name == name) {
            if assigned.value.expose_secret().parse() == Ok(Environment::Production) {
                findings.push(
                    Finding::error(
                        "production_by_file",
                        format!(
                            "{name} is production in {}, which every command here reads.",
                            file.name
                        ),
                        format!("Say development there; production's host sets {name} itself."),
                    )
                    .of_variable(name)
                    .at(&assigned.place),
                );
            }
        }
    }
    findings
}
