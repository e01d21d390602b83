//! Production from a person's machine, or from a coding agent's session.

use super::{Findings, GuardContext, consent::Consent};
use crate::{Code, Problem, Purpose, runtime};

pub(super) fn check(context: &GuardContext<'_>, findings: &mut Findings) {
    if !context.environment.is_production() || runtime::is_serving(context.lookup) {
        return;
    }
    if let Some(agent) = runtime::agent(context.lookup, context.facts) {
        findings.refuse(problem(
            format!("Production is asked for in a session of {agent}."),
            "Let a person or a deployment do it; a coding agent gets no consent.",
        ));
        return;
    }
    if runtime::is_declared(context.lookup) {
        return;
    }
    let consent = Consent::read(context);
    if consent == Consent::Given {
        return;
    }
    let always = matches!(context.purpose, Purpose::Migrate | Purpose::Test);
    let strict = context.config.strict && runtime::is_workstation(context.lookup, context.facts);
    let what = "Production is asked for where no deployed runtime is recognised";
    findings.add(
        always || strict || consent != Consent::Absent,
        problem(format!("{what}{}.", consent.reproach()), consent.hint()),
    );
}

fn problem(message: String, hint: &str) -> Problem {
    Problem::new(Code::ProductionFromWorkstation, message, hint)
}
