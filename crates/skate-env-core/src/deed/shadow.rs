//! The shadow database: Prisma empties it, so it is judged as a test's.

use super::{Given, Question};
use crate::{Code, Environment, Error, Problem, Purpose, ResolvedDatabase, Target};

/// What is wrong with a shadow database beside the databases that the command is about.
pub(super) fn shadow(
    question: &Question<'_>,
    given: &Given,
    answers: &[Result<ResolvedDatabase, Error>],
) -> Vec<Problem> {
    let shadow = match resolve(question, given) {
        Ok(shadow) => shadow,
        Err(error) => return error.problems().cloned().collect(),
    };
    let mut main = answers.iter().flatten().filter_map(|answer| answer.target.as_ref());
    let same = shadow.target.filter(|shadow| main.any(|main| is_same(shadow, main)));
    let problem = |target: Target| {
        Problem::new(
            Code::SharedTarget,
            format!("{} leads to {target}, the main database: Prisma would empty it.", given.name),
            "Give the shadow database a database of its own.",
        )
        .of_variable(given.name.clone(), None)
    };
    same.map(problem).into_iter().collect()
}

/// As a test's database, which it is.
pub(super) fn resolve(question: &Question<'_>, given: &Given) -> Result<ResolvedDatabase, Error> {
    given.resolve(question, Environment::Testing, Some(Purpose::Test))
}

/// One endpoint may hold both, each in a database of its own.
fn is_same(shadow: &Target, main: &Target) -> bool {
    shadow.is_same_as(main) && shadow.database == main.database
}
