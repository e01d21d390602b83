//! Chooses between the pooled and the direct URL, by purpose.

use crate::{
    Code, Problem, Purpose, Target,
    candidate::Candidate,
    guard::{Findings, GuardContext},
    selection::Selection,
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

    /// Whether it is the guarded connection of the `skate-env run` around this process.
    pub(super) fn is_guarded(&self, context: &GuardContext<'_>) -> bool {
        context.is_guarded(&self.url)
    }
}

/// Chooses among the candidates; a URL that was refused is not among them.
pub(super) fn choose(
    context: &GuardContext<'_>,
    selection: &Selection,
    findings: &mut Findings,
) -> Option<Choice> {
    let direct = direct(context, selection);
    if !context.purpose.is_direct() {
        let url = selection.candidates().next()?.clone();
        return Some(Choice { url, direct });
    }
    let Some(direct) = direct else {
        if let Some(pooled) = selection.candidates().next() {
            findings.refuse(pooled_only(context, pooled));
        }
        return None;
    };
    let url = match context.purpose {
        Purpose::Read => read_only(context, &direct, findings)?,
        _ => direct.clone(),
    };
    Some(Choice { url, direct: Some(direct) })
}

/// The direct one of the pair, or the only one if it is not pooled, or one derived on Neon.
fn direct(context: &GuardContext<'_>, selection: &Selection) -> Option<Candidate> {
    let set = || selection.direct.iter().chain(&selection.pooled);
    set()
        .find(|candidate| !candidate.is_pooled())
        .cloned()
        .or_else(|| set().find_map(|candidate| candidate.to_direct(context.lookup)))
}

/// The same database in read-only sessions. Options in the URL switch `PGOPTIONS` off, and with
/// it an endpoint that only `PGOPTIONS` names.
fn read_only(
    context: &GuardContext<'_>,
    direct: &Candidate,
    findings: &mut Findings,
) -> Option<Candidate> {
    let Some(target) = &direct.target else { return Some(direct.clone()) };
    let url = direct.url.to_read_only()?;
    if Target::of(url.parts()?, context.lookup).ok().as_ref() == Some(target) {
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

fn pooled_only(context: &GuardContext<'_>, pooled: &Candidate) -> Problem {
    let [_, direct] = context.config.url_variables(context.environment);
    Problem::new(
        Code::PooledForMigration,
        format!(
            "{} goes through a pooler, and the purpose `{}` needs a session of its own.",
            pooled.variable, context.purpose
        ),
        format!("Set {direct} to the direct connection string."),
    )
    .of_variable(pooled.variable.clone(), pooled.place.clone())
}
