//! Environments whose migrations would go through a pooler.

use skate_env_core::{Code, Environment, Purpose, Request, dotenv::Mode, resolve};

use super::{Finding, Level, Project};

pub(super) fn check(project: &Project<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for environment in [Environment::Development, Environment::Staging, Environment::Production] {
        let mode = if environment == Environment::Production {
            Mode::Production
        } else {
            Mode::Development
        };
        let Some(variables) = project.variables(mode) else { continue };
        let request = Request::new().environment(environment).purpose(Purpose::Migrate);
        let facts = project.context.facts(&variables);
        let Err(error) = resolve(&variables, facts, project.config(), &request) else { continue };
        let pooled = error.problems().filter(|it| it.code == Code::PooledForMigration);
        findings.extend(pooled.map(|problem| Finding::of_problem(Level::Error, problem)));
    }
    findings
}
