//! Which environment this is, and whether a shell or a file set it by mistake.

use secrecy::ExposeSecret as _;
use skate_env_core::{Environment, dotenv::Mode, names};

use super::{Finding, Level, Project};

pub(super) fn check(project: &Project<'_>) -> Vec<Finding> {
    let Some(variables) = project.variables(Mode::Development) else { return Vec::new() };
    let mut findings = Vec::new();
    if let Err(error) = Environment::from_variables(&variables) {
        findings.extend(error.problems().map(|it| Finding::of_problem(Level::Error, it)));
    }
    let name = names::DATABASE_ENVIRONMENT;
    let inside_run = project.process().get(names::SKATE_ENV_RUN).is_some();
    let shell = project.process().get(name).and_then(|it| it.parse::<Environment>().ok());
    if let Some(environment @ (Environment::Production | Environment::Staging)) =
        shell.filter(|_| !inside_run)
    {
        findings.push(
            Finding::warning(
                "environment_left_set",
                format!("{name} is {environment} in this shell, so every command that you start here uses it."),
                format!("Run `unset {name}`. For one command, use `skate-env run -e {environment} -- …`."),
            )
            .of_variable(name),
        );
    }
    for file in project.dotenv_files.iter().filter(|file| !file.name.contains("production")) {
        for assigned in file.assignments.iter().filter(|assigned| assigned.name == name) {
            if assigned.value.expose_secret().parse() == Ok(Environment::Production) {
                findings.push(
                    Finding::error(
                        "production_by_file",
                        format!(
                            "{} sets {name} to production, and every command here reads that file.",
                            file.name
                        ),
                        format!(
                            "Set it to development there. Production's host sets {name} itself."
                        ),
                    )
                    .of_variable(name)
                    .at(&assigned.place),
                );
            }
        }
    }
    findings
}
