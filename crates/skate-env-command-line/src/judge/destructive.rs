//! `destructive_command`: a command that may destroy data stays away from production and staging.

use skate_env_core::{Code, Environment, Error, Problem, ResolvedDatabase, Verdict};

use super::{Connection, context::JudgeContext};
use crate::{DatabaseAction, Effect, url_argument::UrlArgument};

type Answer = Result<ResolvedDatabase, Error>;

/// The refusal of an action, by the environment it runs in and the databases it would reach.
pub(super) fn check(
    context: &JudgeContext<'_>,
    environment: Environment,
    action: &DatabaseAction,
    answers: &[Answer],
    connection: Connection,
) -> Option<Problem> {
    let reached = [Environment::Production, Environment::Staging]
        .into_iter()
        .find(|it| *it == environment || answers.iter().any(|answer| leads_to(answer, *it)))?;
    if !action.effect.is_destructive_in(reached) || is_left_to_gateway(action, connection) {
        return None;
    }
    let may_consent = reached == Environment::Staging && action.ambiguity.is_none();
    let is_refused = !may_consent || !is_consented(context, answers);
    is_refused.then(|| problem(action, reached))
}

/// Nobody knows what the action does, and each of its statements will be judged. Another
/// server would be reached past the gateway.
fn is_left_to_gateway(action: &DatabaseAction, connection: Connection) -> bool {
    connection == Connection::Guarded
        && action.effect == Effect::Arbitrary
        && action.urls.iter().all(UrlArgument::is_on_own_server)
        && action.ambiguity.is_none()
}

fn leads_to(answer: &Answer, environment: Environment) -> bool {
    let Ok(resolved) = answer else { return false };
    match resolved.verdict {
        Verdict::Production => environment.is_production(),
        Verdict::Branch(branch) => branch == environment,
        _ => false,
    }
}

/// Consent must hold for every database in reach; where one is not known it holds for none.
fn is_consented(context: &JudgeContext<'_>, answers: &[Answer]) -> bool {
    let JudgeContext { variables, facts, request, .. } = context;
    answers.iter().all(|answer| {
        let target = answer.as_ref().ok().and_then(|resolved| resolved.target.as_ref());
        target.is_some_and(|target| request.consents_to(target, variables, *facts))
    })
}

fn problem(action: &DatabaseAction, environment: Environment) -> Problem {
    let hint = if environment.is_production() {
        "Try it in development, and apply reviewed migrations (`prisma migrate deploy`); no \
         consent lifts this."
    } else {
        "Try it in development, or name the database (endpoint id or host) in SKATE_ENV_CONSENT \
         for one command; a coding agent's consent does not count."
    };
    let message = format!("`{}` may destroy data in {environment}.", action.name);
    Problem::new(Code::DestructiveCommand, message, hint)
}
