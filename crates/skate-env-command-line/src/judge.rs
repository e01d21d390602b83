//! Decides which databases a command line may reach: one database or several, or every reason
//! against them.

mod connection;
mod context;
mod destructive;
mod shadow;
mod url;

use skate_env_core::{
    Code, Config, Environment, Error, Facts, Problem, Purpose, Request, ResolvedDatabase,
    Variables, names, resolve,
};

use crate::{CommandAnalysis, DatabaseAction};
pub use connection::Connection;
use context::JudgeContext;

/// Decides which database a command line may reach. Pure, as [`resolve`] is.
///
/// A purpose in the request chooses the URL; it lifts no refusal.
///
/// # Errors
/// The codes of [`resolve`], for every URL in the command line, and `destructive_command`: every
/// problem at once, worst first.
pub fn judge(
    variables: &Variables,
    facts: Facts,
    config: &Config,
    request: &Request,
    analysis: &CommandAnalysis,
    connection: Connection,
) -> Result<ResolvedDatabase, Error> {
    let mut databases = judge_all(variables, facts, config, request, analysis, connection)?;
    Ok(databases.swap_remove(0))
}

/// Decides as [`judge`] does, and gives every database in reach: the environment's own first,
/// then those that the command line itself names, shadow databases last.
///
/// # Errors
/// As [`judge`].
pub fn judge_all(
    variables: &Variables,
    facts: Facts,
    config: &Config,
    request: &Request,
    analysis: &CommandAnalysis,
    connection: Connection,
) -> Result<Vec<ResolvedDatabase>, Error> {
    let environment = request.environment_in(variables)?;
    let mut request = request.clone().environment(environment);
    if let (None, Some(purpose)) = (request.requested_purpose(), analysis.purpose(environment)) {
        request = request.purpose(purpose);
    }
    let context = JudgeContext { variables, facts, config, request: &request };

    let own = if analysis.needs_database() {
        resolve(variables, facts, config, &request)
    } else {
        resolve(&as_in_a_build(variables), facts, config, &request)
    };
    let is_guarded = own.as_ref().is_ok_and(|own| own.is_guarded);
    let connection = if is_guarded { Connection::Guarded } else { connection };
    let mut answers = vec![own];
    let mut problems = without_consent(&context, analysis, environment);
    for action in &analysis.actions {
        for argument in &action.urls {
            let own = answers[0].as_ref().ok();
            // What is refused there is refused on its server.
            if argument.is_on_own_server() && own.is_none() {
                continue;
            }
            let answer = url::resolve(argument, &context, environment, own);
            let is_own = argument.is_on_own_server() && is_same(&answer, &answers[0]);
            answers.extend((!is_own).then_some(answer));
        }
        problems.extend(ambiguity(action));
    }
    for action in &analysis.actions {
        problems.extend(destructive::check(&context, environment, action, &answers, connection));
        problems
            .extend(action.shadow_urls.iter().flat_map(|it| shadow::check(&context, it, &answers)));
    }
    problems.extend(shadow::check_variables(&context, analysis, &answers));
    let refused = answers.iter().filter_map(|answer| answer.as_ref().err());
    problems.extend(refused.flat_map(Error::problems).cloned());
    if let Some(error) = Error::from_problems(problems) {
        return Err(error.in_environment(environment));
    }
    let shadows = analysis.actions.iter().flat_map(|action| &action.shadow_urls);
    answers.extend(shadows.map(|it| shadow::resolve(&context, it)));
    answers.into_iter().collect()
}

/// Whether both are one database.
fn is_same(one: &Result<ResolvedDatabase, Error>, other: &Result<ResolvedDatabase, Error>) -> bool {
    let target = |answer: &Result<ResolvedDatabase, Error>| answer.as_ref().ok()?.target.clone();
    let (Some(one), Some(other)) = (target(one), target(other)) else { return false };
    one.is_same_as(&other) && one.database == other.database
}

/// A command that works on files is like a build, where a missing URL is no problem.
fn as_in_a_build(variables: &Variables) -> Variables {
    let mut variables = variables.clone();
    variables.set(names::NEXT_PHASE, "phase-production-build");
    variables
}

/// A requested purpose chooses the URL. A command that changes production needs consent all the
/// same.
fn without_consent(
    context: &JudgeContext<'_>,
    analysis: &CommandAnalysis,
    environment: Environment,
) -> Vec<Problem> {
    let is_migration = context.request.requested_purpose() == Some(Purpose::Migrate);
    if !analysis.effect().writes() || is_migration {
        return Vec::new();
    }
    let request = context.request.clone().environment(environment).purpose(Purpose::Migrate);
    let answer = resolve(context.variables, context.facts, context.config, &request);
    let Err(error) = answer else { return Vec::new() };
    let mut problems: Vec<_> = error.problems().cloned().collect();
    problems.retain(|problem| problem.code == Code::ProductionFromWorkstation);
    problems
}

fn ambiguity(action: &DatabaseAction) -> Option<Problem> {
    let reason = action.ambiguity.filter(|_| action.effect.needs_database())?;
    Some(Problem::new(
        Code::AmbiguousTarget,
        format!("Cannot tell which database `{}` would reach: {reason}.", action.name),
        "Let `skate-env run` choose it: `-e` for the environment, and no URL beside it.",
    ))
}
