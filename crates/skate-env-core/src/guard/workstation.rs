//! Production from a person's machine, or from a coding agent's session.

use super::{Case, Findings, consent::Consent};
use crate::{Code, Problem, Purpose, runtime};

pub(super) fn check(case: &Case<'_>, findings: &mut Findings) {
    if !case.environment.is_production() || runtime::is_serving(case.lookup) {
        return;
    }
    if let Some(agent) = runtime::agent(case.lookup, case.facts) {
        findings.refuse(problem(
            format!("Production is asked for in a session of {agent}."),
            "Let a person or a deployment do it; a coding agent gets no consent.",
        ));
        return;
    }
    if runtime::is_declared(case.lookup) {
        return;
    }
    let consent = Consent::read(case);
    if consent == Consent::Given {
        return;
    }
    let always = matches!(case.purpose, Purpose::Migrate | Purpose::Test);
    let strict = case.config.strict && runtime::is_workstation(case.lookup, case.facts);
    let what = "Production is asked for where no deployed runtime is recognised";
    findings.add(
        always || strict || consent != Consent::Absent,
        problem(format!("{what}{}.", consent.reproach()), consent.hint()),
    );
}

fn problem(message: String, hint: &str) -> Problem {
    Problem::new(Code::ProductionFromWorkstation, message, hint)
}
