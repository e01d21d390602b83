//! The shadow database: Prisma empties it, so it is judged as a test's.

use skate_env_core::{Code, Environment, Error, Problem, Purpose, ResolvedDatabase, Target};

use super::{context::JudgeContext, url};
use crate::url_argument::UrlArgument;

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

/// Resolves it as the database of a test, which it is.
pub(super) fn resolve(
    context: &JudgeContext<'_>,
    url: &UrlArgument,
) -> Result<ResolvedDatabase, Error> {
    let request = context.request.clone().purpose(Purpose::Test);
    let context = JudgeContext { request: &request, ..*context };
    url::resolve(url, &context, Environment::Testing)
}

/// One endpoint may hold both, each in a database of its own.
fn is_same(shadow: &Target, main: &Target) -> bool {
    shadow.is_same_as(main) && shadow.database == main.database
}
