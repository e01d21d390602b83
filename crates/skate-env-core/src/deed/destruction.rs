//! `destructive_command`: what may destroy data stays away from production and staging.

use super::{Deed, Question, consent};
use crate::{Code, Environment, Error, Problem, ResolvedDatabase, Verdict};

type Answer = Result<ResolvedDatabase, Error>;

/// The refusal of a command, by the environment it runs in and the databases it would reach.
pub(super) fn destruction(
    question: &Question<'_>,
    environment: Environment,
    deed: &Deed,
    answers: &[Answer],
) -> impl Iterator<Item = Problem> {
    let reached = [Environment::Production, Environment::Staging].into_iter().find(|place| {
        *place == environment || answers.iter().any(|answer| leads_to(answer, *place))
    });
    let refused = reached.filter(|place| deed.effect.is_destructive_in(*place)).filter(|place| {
        let is_known = deed.doubt.is_none();
        *place == Environment::Production || !is_known || !is_consented(question, answers)
    });
    refused.map(|place| problem(deed, place)).into_iter()
}

fn leads_to(answer: &Answer, place: Environment) -> bool {
    let Ok(resolved) = answer else { return false };
    match resolved.verdict {
        Verdict::Production => place == Environment::Production,
        Verdict::Branch(environment) => place == environment,
        _ => false,
    }
}

/// Consent must hold for every database in reach; where one is not known it holds for none.
fn is_consented(question: &Question<'_>, answers: &[Answer]) -> bool {
    answers.iter().all(|answer| {
        let target = answer.as_ref().ok().and_then(|resolved| resolved.target.as_ref());
        target.is_some_and(|target| consent::is_given(question, target))
    })
}

fn problem(deed: &Deed, place: Environment) -> Problem {
    let hint = match place {
        Environment::Production => {
            "Try it in development, and apply reviewed migrations (`prisma migrate deploy`); no \
             consent lifts this."
        }
        _ => {
            "Try it in development, or name the database (endpoint id or host) in \
             SKATE_ENV_CONSENT for one command; a coding agent gets no consent."
        }
    };
    let message = format!("`{}` may destroy data in {place}.", deed.name);
    Problem::new(Code::DestructiveCommand, message, hint)
}
