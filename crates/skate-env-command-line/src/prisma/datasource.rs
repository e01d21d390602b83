//! Decides the database for the command that Prisma was started with.

use skate_env_core::{Config, Error, Facts, Request, ResolvedDatabase, Variables};

use super::{action::action, arguments};
use crate::{
    CommandAnalysis, Connection, DatabaseAction, Effect, judge, url_argument::UrlArgument,
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
/// [`resolve`]: skate_env_core::resolve
pub fn datasource(
    variables: &Variables,
    facts: Facts,
    config: &Config,
    request: &Request,
    invocation: Invocation<'_>,
) -> Result<ResolvedDatabase, Error> {
    let mut action = match arguments::of_process(invocation.command_line) {
        Some(words) => action(words),
        None => DatabaseAction::new("prisma", Effect::Change),
    };
    let configured = invocation.shadow_database_url;
    action.shadow_urls.extend(configured.map(|url| UrlArgument::new("shadowDatabaseUrl", url)));
    let analysis = CommandAnalysis::of(action);
    judge(variables, facts, config, request, &analysis, Connection::Direct)
}
