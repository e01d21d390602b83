//! `skate-env migrate status`: shows every migration in every environment.

mod report;

use skate_env_core::{Code, Error};
use skate_env_migrate::chain;

use self::report::{EnvironmentHistory, Report};
use super::{environment_history, folder::MigrationsOption};
use crate::{context::Context, exit::Exit, failure::Failure, output::Output};

/// Show where each migration is applied; exit 3 if they are out of order, 1 if one failed
///
/// Reads the databases of the chain (development, staging, production, or `chain` of
/// `[migrations]`); each proves its identity first. With -e it reads one. Pending migrations are no
/// error. Migrations are errors if they failed, were edited, are not in the folder, come too late
/// or skipped an environment.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  skate-env migrate status
  skate-env migrate status -e production
  skate-env migrate status --output json | jq '.problems'")]
pub(crate) struct Arguments {
    #[command(flatten)]
    migrations: MigrationsOption,
}

pub(crate) async fn run(
    arguments: &Arguments,
    context: Context,
    output: &Output,
) -> Result<Exit, Failure> {
    let folder = arguments.migrations.read(&context)?.folder;
    let variables = context.variables()?;
    let environments = match context.requested() {
        Some(environment) => vec![environment],
        None => context.config.migrations.chain.clone(),
    };
    let mut histories: Vec<EnvironmentHistory> = Vec::new();
    for environment in environments {
        let history = environment_history::read(&context, &variables, environment).await;
        histories.push((environment, history));
    }
    let known: Vec<_> = histories
        .iter()
        .filter_map(|(environment, history)| Some((*environment, history.as_ref().ok()?)))
        .collect();
    if known.is_empty() {
        return Err(unknown(histories));
    }
    let problems = chain::compare_environments(&folder, &known);
    output.answer(&Report::new(&folder, &histories, &problems))?;
    for (environment, failure) in
        histories.iter().filter_map(|(environment, it)| Some((environment, it.as_ref().err()?)))
    {
        // An environment need not be set up on every machine.
        if failure.code != Code::MissingUrl.as_str() {
            report::warn_unread(output, *environment, failure);
        }
    }
    Error::from_problems(problems).map_or(Ok(Exit::Done), |error| Err(error.into()))
}

/// The reason why no history can be read: the first that is not a missing URL.
fn unknown(histories: Vec<EnvironmentHistory>) -> Failure {
    let mut failures: Vec<_> =
        histories.into_iter().filter_map(|(_, history)| history.err()).collect();
    let first = failures.iter().position(|it| it.code != Code::MissingUrl.as_str());
    failures.swap_remove(first.unwrap_or(0))
}
