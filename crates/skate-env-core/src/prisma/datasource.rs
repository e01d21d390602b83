//! The database for the command that Prisma was started with, or every reason against it.

use super::{arguments::Arguments, deed::deed};
use crate::{
    Config, Error, Facts, Request, ResolvedDatabase, Variables,
    deed::{Deed, Effect, Given, Question, Reading, judge},
};

/// What Prisma was started with.
#[derive(Clone, Copy, Default)]
pub struct Invocation<'a> {
    /// The command line, program included: `process.argv`.
    pub command_line: &'a [String],
    /// The URL of the shadow database, if one is configured.
    pub shadow_database_url: Option<&'a str>,
}

/// Decides which database a command of Prisma may talk to. Pure, as [`resolve`] is.
///
/// # Errors
/// Those of [`resolve`], and `destructive_command`: every problem at once, worst first.
///
/// [`resolve`]: crate::resolve
pub fn datasource(
    variables: &Variables,
    facts: Facts,
    config: &Config,
    request: &Request,
    invocation: Invocation<'_>,
) -> Result<ResolvedDatabase, Error> {
    let mut deed = match Arguments::read(invocation.command_line) {
        Some(arguments) => deed(&arguments),
        None => Deed::new("prisma", Effect::Change),
    };
    let configured = invocation.shadow_database_url;
    deed.shadows.extend(configured.map(|url| Given::new("shadowDatabaseUrl", url)));
    let question = Question { variables, facts, config, request };
    let mut reached = judge(question, &Reading::of(deed))?;
    Ok(reached.swap_remove(0))
}
