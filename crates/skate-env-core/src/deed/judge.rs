//! The answer to a command: one database, or every reason against it.

use super::{
    Deed, Effect, Question, Reading,
    destruction::destruction,
    shadow::{self, shadow},
};
use crate::{
    Code, Environment, Error, Problem, Purpose, ResolvedDatabase, Variables, environment,
    lookup::Lookup, names, resolve,
};

/// Decides which databases the deeds of a command line may reach: the environment's own first,
/// then those that are given, shadow databases last.
pub(crate) fn judge(
    asked: Question<'_>,
    reading: &Reading,
) -> Result<Vec<ResolvedDatabase>, Error> {
    let (environment, _) =
        environment::decide(&Lookup::new(asked.variables), asked.request.environment)?;
    let mut request = asked.request.clone().environment(environment);
    request.purpose = request.purpose.or_else(|| reading.purpose(environment));
    let question = Question { request: &request, ..asked };

    let main = if reading.needs_database() {
        resolve(question.variables, question.facts, question.config, &request)
    } else {
        let variables = without_need(question.variables);
        resolve(&variables, question.facts, question.config, &request)
    };
    let mut answers = vec![main];
    let mut problems = without_consent(&question, reading, environment);
    for deed in &reading.deeds {
        let given = deed.given.iter();
        answers.extend(given.map(|it| it.resolve(&question, environment, request.purpose)));
        problems.extend(doubt(deed));
    }
    for deed in &reading.deeds {
        problems.extend(destruction(&question, environment, deed, &answers));
        problems.extend(deed.shadows.iter().flat_map(|it| shadow(&question, it, &answers)));
    }
    let refused = answers.iter().filter_map(|answer| answer.as_ref().err());
    problems.extend(refused.flat_map(Error::problems).cloned());
    if let Some(error) = Error::from_problems(problems) {
        return Err(error.in_environment(environment));
    }
    let shadows = reading.deeds.iter().flat_map(|deed| &deed.shadows);
    answers.extend(shadows.map(|it| shadow::resolve(&question, it)));
    answers.into_iter().collect()
}

/// A command that works on files is a build: only there a missing URL is no problem.
fn without_need(variables: &Variables) -> Variables {
    let mut variables = variables.clone();
    variables.set(names::NEXT_PHASE, "phase-production-build");
    variables
}

/// A purpose that somebody gave chooses the URL; it does not spare a change of production the
/// consent that the change needs.
fn without_consent(
    question: &Question<'_>,
    reading: &Reading,
    environment: Environment,
) -> Vec<Problem> {
    if reading.effect() < Effect::Change || question.request.purpose == Some(Purpose::Migrate) {
        return Vec::new();
    }
    let request = question.request.clone().environment(environment).purpose(Purpose::Migrate);
    let answer = resolve(question.variables, question.facts, question.config, &request);
    let Err(error) = answer else { return Vec::new() };
    let mut problems: Vec<_> = error.problems().cloned().collect();
    problems.retain(|problem| problem.code == Code::ProductionFromWorkstation);
    problems
}

fn doubt(deed: &Deed) -> Option<Problem> {
    let reason = deed.doubt.filter(|_| deed.effect.needs_database())?;
    Some(Problem::new(
        Code::AmbiguousTarget,
        format!("Nobody can say which database `{}` would reach: {reason}.", deed.name),
        "Let `skate-env run` choose it: `-e` for the environment, and no URL beside it.",
    ))
}
