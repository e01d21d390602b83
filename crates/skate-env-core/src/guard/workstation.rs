//! Refuses production on a workstation without consent, and in a coding agent's session.

use super::{Findings, GuardContext, consent::Consent};
use crate::{Code, Problem, Purpose, runtime};

pub(super) fn check(context: &GuardContext<'_>, findings: &mut Findings) {
    if !context.environment.is_production() || runtime::is_serving(context.lookup) {
        return;
    }
    if let Some(agent) = runtime::agent(context.lookup, context.facts) {
        findings.refuse(problem(
            format!("Cannot use production in a session of {agent}."),
            "Leave it to a person or a deployment; a coding agent's consent does not count.",
        ));
        return;
    }
    if runtime::is_declared(context.lookup) {
        return;
    }
    let consent = Consent::read(context);
    if consent == Consent::Valid {
        return;
    }
    let hint = || match runtime::mark_in_file(context.lookup) {
        _ if consent == Consent::Missing && runtime::is_pulled_production(context.lookup) => {
            PULLED.to_owned()
        }
        Some(mark) if consent == Consent::Missing => format!(
            "{mark} stands in a dotenv file, which says nothing about the process: on a server, set it \
             where the process is started."
        ),
        _ => consent.hint().to_owned(),
    };
    let always = matches!(context.purpose, Purpose::Migrate | Purpose::Test);
    let is_pulled = runtime::is_pulled_production(context.lookup);
    let strict = context.config.strict
        && (is_pulled || runtime::is_workstation(context.lookup, context.facts));
    // Nobody at a terminal would read a warning.
    let always = always || (is_pulled && !context.facts.terminal);
    if always || strict || consent != Consent::Missing {
        let message = format!("Cannot use production from this machine {}.", consent.reason());
        findings.refuse(problem(message, hint()));
    } else {
        let message = "This machine uses production without consent.".to_owned();
        findings.warn(problem(message, hint()));
    }
}

const PULLED: &str = "VERCEL_ENV says production, but Vercel does not run this process: pull \
                      development's variables, `vercel env pull --environment=development .env.local`.";

fn problem(message: String, hint: impl Into<String>) -> Problem {
    Problem::new(Code::ProductionFromWorkstation, message, hint)
}
