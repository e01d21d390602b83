//! The database for the command that Prisma was started with, or every reason against it.

use super::{
    Command, arguments::Arguments, destruction::destruction, given::Given, shadow::shadow,
};
use crate::{
    Config, Error, Facts, Request, ResolvedDatabase, Variables, environment, lookup::Lookup, names,
    resolve,
};

/// What Prisma was started with.
#[derive(Clone, Copy, Default)]
pub struct Invocation<'a> {
    /// The command line, program included: `process.argv`.
    pub command_line: &'a [String],
    /// The URL of the shadow database, if one is configured.
    pub shadow_database_url: Option<&'a str>,
}

/// What was asked, for those who judge the answer.
pub(super) struct Question<'a> {
    pub(super) variables: &'a Variables,
    pub(super) facts: Facts,
    pub(super) config: &'a Config,
    pub(super) request: &'a Request,
}

/// Decides which database a command of Prisma may talk to. Pure, as [`resolve`] is.
///
/// # Errors
/// Those of [`resolve`], and `destructive_command`: every problem at once, worst first.
pub fn datasource(
    variables: &Variables,
    facts: Facts,
    config: &Config,
    request: &Request,
    invocation: Invocation<'_>,
) -> Result<ResolvedDatabase, Error> {
    let arguments = Arguments::read(invocation.command_line).unwrap_or_default();
    let command = Command::classify(invocation.command_line);
    let (environment, _) = environment::decide(&Lookup::new(variables), request.environment)?;
    let mut request = request.clone().environment(environment);
    request.purpose = request.purpose.or_else(|| command.purpose(environment));

    let question = Question { variables, facts, config, request: &request };
    let given = Given::in_flags(&arguments, false);
    let is_replaced = given.iter().any(|given| given.name == "--url");
    let main = if command.needs_database() && !is_replaced {
        resolve(variables, facts, config, &request)
    } else {
        resolve(&without_need(variables), facts, config, &request)
    };
    let mut answers = vec![main];
    answers.extend(given.iter().map(|it| it.resolve(&question, environment, request.purpose)));

    let mut problems: Vec<_> = destruction(&question, environment, &command, &answers).collect();
    let configured = invocation.shadow_database_url.map(Given::as_shadow);
    for given in Given::in_flags(&arguments, true).into_iter().chain(configured) {
        problems.extend(shadow(&question, &given, &answers));
    }
    let refused = answers.iter().filter_map(|answer| answer.as_ref().err());
    problems.extend(refused.flat_map(Error::problems).cloned());
    match Error::from_problems(problems) {
        Some(error) => Err(error.in_environment(environment)),
        None => answers.swap_remove(0),
    }
}

/// A command that works on files is a build: only there a missing URL is no problem.
fn without_need(variables: &Variables) -> Variables {
    let mut variables = variables.clone();
    variables.set(names::NEXT_PHASE, "phase-production-build");
    variables
}
