//! What `skate-env check` finds.

use skate_env_core::{
    Code, Environment, Error, Problem, dotenv::Mode, names::SKATE_ENV_PRODUCTION,
};

use super::{Finding, Level, Project};
use crate::commands::check::isolation;

pub(super) fn check(project: &Project<'_>) -> Vec<Finding> {
    // Another check reports files that cannot be used.
    let Ok(isolation) = isolation(project.context) else { return Vec::new() };
    let refusal = isolation.refusal();
    let mut findings: Vec<Finding> = Vec::new();
    // Another check reports pins that cannot be read.
    let is_pin = |it: &&Problem| it.variable.as_deref() == Some(SKATE_ENV_PRODUCTION);
    for problem in refusal.iter().flat_map(Error::problems).filter(|it| !is_pin(it)) {
        let mut found = Finding::of_problem(Level::Error, problem);
        if problem.code == Code::MissingUrl {
            found.help = way_out(project).unwrap_or(found.help);
        }
        findings.push(found);
    }
    for inspection in &isolation.inspections {
        // Other checks report that production is not pinned, and damage to values.
        let is_told =
            |it: &&Problem| matches!(it.code, Code::ProductionUnpinned | Code::DamagedValue);
        let warnings = inspection.warnings.iter().filter(|it| !is_told(it));
        findings.extend(warnings.map(|warning| Finding::of_problem(Level::Warning, warning)));
    }
    findings
}

/// What the commands say where no database is set.
fn way_out(project: &Project<'_>) -> Option<String> {
    let variables = project.variables(Mode::Development)?;
    let error = project.context.resolve_as(&variables, Environment::Development).err()?;
    (error.code() == Code::MissingUrl).then(|| error.hint().to_owned())
}
