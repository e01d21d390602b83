//! What `skate-env check` says.

use skate_env_core::Code;

use super::{Finding, Level, Patient};
use crate::commands::check::isolation;

pub(super) fn check(patient: &Patient<'_>) -> Vec<Finding> {
    // Files that cannot be used are said elsewhere.
    let Ok(isolation) = isolation(patient.context) else { return Vec::new() };
    let refusal = isolation.refusal();
    let mut findings: Vec<Finding> = Vec::new();
    for problem in refusal.iter().flat_map(skate_env_core::Error::problems) {
        let mut found = Finding::of_problem(Level::Error, problem);
        if problem.code == Code::MissingUrl {
            let mend =
                "skate-env branch create NAME, or copy .env.example to .env.local and fill it in.";
            mend.clone_into(&mut found.mend);
        }
        findings.push(found);
    }
    for inspection in &isolation.inspections {
        // Whether production is pinned has a check of its own.
        let warnings = inspection.warnings.iter().filter(|it| it.code != Code::ProductionUnpinned);
        findings.extend(warnings.map(|warning| Finding::of_problem(Level::Warning, warning)));
    }
    findings
}
