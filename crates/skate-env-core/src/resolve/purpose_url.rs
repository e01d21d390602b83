//! Pooled or direct, by purpose.

use super::{Candidate, Selection};
use crate::{
    Code, Problem, Purpose, Target,
    guard::{Case, Findings},
};

/// The URL that answers the request, and the direct one beside it.
pub(crate) struct Choice {
    pub(super) url: Candidate,
    pub(super) direct: Option<Candidate>,
}

impl Choice {
    pub(super) fn target(&self) -> Option<&Target> {
        self.url.target.as_ref()
    }
}

/// Chooses among the candidates; a URL that was refused is not among them.
pub(super) fn choose(
    case: &Case<'_>,
    selection: &Selection,
    findings: &mut Findings,
) -> Option<Choice> {
    let direct = direct(case, selection);
    if !case.purpose.is_direct() {
        let url = selection.candidates().next()?.clone();
        return Some(Choice { url, direct });
    }
    let Some(direct) = direct else {
        if let Some(pooled) = selection.candidates().next() {
            findings.refuse(pooled_only(case, pooled));
        }
        return None;
    };
    let url = match case.purpose {
        Purpose::Read => read_only(case, &direct, findings)?,
        _ => direct.clone(),
    };
    Some(Choice { url, direct: Some(direct) })
}

/// The direct one of the pair, or the only one if it is not pooled, or one derived on Neon.
fn direct(case: &Case<'_>, selection: &Selection) -> Option<Candidate> {
    let set = || selection.direct.iter().chain(&selection.pooled);
    set()
        .find(|candidate| !candidate.is_pooled())
        .cloned()
        .or_else(|| set().find_map(|candidate| candidate.to_direct(case.lookup)))
}

/// The same database in read-only sessions. Options in the URL switch `PGOPTIONS` off, and with
/// it an endpoint that only `PGOPTIONS` names.
fn read_only(case: &Case<'_>, direct: &Candidate, findings: &mut Findings) -> Option<Candidate> {
    let Some(target) = &direct.target else { return Some(direct.clone()) };
    let url = direct.url.to_read_only()?;
    if Target::of(url.parts()?, case.lookup).ok().as_ref() == Some(target) {
        return Some(Candidate { url, ..direct.clone() });
    }
    let message =
        format!("{} depends on PGOPTIONS, which a read-only URL replaces.", direct.variable);
    findings.refuse(
        Problem::new(Code::AmbiguousTarget, message, "Name the endpoint in the URL's host.")
            .of_variable(direct.variable.clone(), direct.place.clone()),
    );
    None
}

fn pooled_only(case: &Case<'_>, pooled: &Candidate) -> Problem {
    let [_, direct] = case.config.url_variables(case.environment);
    Problem::new(
        Code::PooledForMigration,
        format!(
            "{} goes through a pooler, and the purpose `{}` needs a session of its own.",
            pooled.variable, case.purpose
        ),
        format!("Set {direct} to the direct connection string."),
    )
    .of_variable(pooled.variable.clone(), pooled.place.clone())
}
