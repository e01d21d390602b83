//! The shadow database: Prisma empties it, so it is judged as a test's.

use skate_env_core::{Code, Environment, Error, Problem, Purpose, ResolvedDatabase, Target};

use super::{context::JudgeContext, url};
use crate::{CommandAnalysis, production, url_argument::UrlArgument};

/// What is wrong with a shadow database beside the databases that the command is about.
pub(super) fn check(
    context: &JudgeContext<'_>,
    url: &UrlArgument,
    answers: &[Result<ResolvedDatabase, Error>],
) -> Vec<Problem> {
    let shadow = match resolve(context, url) {
        Ok(shadow) => shadow,
        Err(error) => return error.problems().cloned().collect(),
    };
    let mut main = answers.iter().flatten().filter_map(|answer| answer.target.as_ref());
    let same = shadow.target.filter(|shadow| main.any(|main| is_same(shadow, main)));
    let problem = |target: Target| {
        Problem::new(
            Code::SharedTarget,
            format!("{} leads to {target}, the main database: Prisma would empty it.", url.name),
            "Give the shadow database a database of its own.",
        )
        .of_variable(url.name.clone(), None)
    };
    same.map(problem).into_iter().collect()
}

/// What is wrong with variables that are called a shadow database's, where a command uses one:
/// schemas and configurations read them by names of their own.
pub(super) fn check_variables(
    context: &JudgeContext<'_>,
    analysis: &CommandAnalysis,
    answers: &[Result<ResolvedDatabase, Error>],
) -> Vec<Problem> {
    const USERS: [&str; 2] = ["prisma migrate dev", "prisma migrate diff"];
    let JudgeContext { variables, config, .. } = context;
    let uses_one = analysis.actions.iter().any(|action| USERS.contains(&&*action.name));
    let Some(Ok(resolved)) = answers.first().filter(|_| uses_one) else { return Vec::new() };
    let production = production::databases(variables, config, resolved);
    let is_shadow = |name: &&str| name.to_ascii_uppercase().contains("SHADOW");
    let leads_there = |name: &&str| variables.get(name).is_some_and(|it| production.are_in(it));
    let mut names: Vec<_> = variables.names().filter(is_shadow).filter(leads_there).collect();
    names.sort_unstable();
    let problem = |name: &str| {
        Problem::new(
            Code::ProductionTarget,
            format!("{name} leads to production, and Prisma empties a shadow database."),
            "Give the shadow database a database of its own, or unset the variable.",
        )
        .of_variable(name, variables.place(name).cloned())
    };
    names.into_iter().map(problem).collect()
}

/// Resolves it as the database of a test, which it is.
pub(super) fn resolve(
    context: &JudgeContext<'_>,
    url: &UrlArgument,
) -> Result<ResolvedDatabase, Error> {
    let request = context.request.clone().purpose(Purpose::Test);
    let context = JudgeContext { request: &request, ..*context };
    url::resolve(url, &context, Environment::Testing, None)
}

/// One endpoint may hold both, each in a database of its own.
fn is_same(shadow: &Target, main: &Target) -> bool {
    shadow.is_same_as(main) && shadow.database == main.database
}
