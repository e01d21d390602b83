//! `skate-env migrate status`: every migration in every environment.

mod report;

use skate_env_core::{Code, Environment, Error};
use skate_env_migrate::{History, chain};

use self::report::Report;
use super::{asked, folder::MigrationsOption};
use crate::{context::Context, exit::Exit, failure::Failure, output::Output};

/// Show where each migration is applied; exit 3 unless their order is kept, 1 if one failed
///
/// Reads the databases of the chain (development, staging, production, or `chain` of
/// `[migrations]`), each proven first; -e shows one. That a migration is pending is no fault. One
/// that failed, was edited, is unknown here, comes too late or skipped an environment is.
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

/// An environment, and what its database says; or why that is not known.
type Column = (Environment, Result<History, Failure>);

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
    let mut columns: Vec<Column> = Vec::new();
    for environment in environments {
        columns.push((environment, asked::history(&context, &variables, environment).await));
    }
    let known: Vec<_> = columns
        .iter()
        .filter_map(|(environment, history)| Some((*environment, history.as_ref().ok()?)))
        .collect();
    if known.is_empty() {
        return Err(nobody(columns));
    }
    let problems = chain::compare_environments(&folder, &known);
    output.answer(&Report::new(&folder, &columns, &problems))?;
    for (environment, failure) in
        columns.iter().filter_map(|(environment, it)| Some((environment, it.as_ref().err()?)))
    {
        // Not every environment is set up everywhere.
        if failure.code != Code::MissingUrl.as_str() {
            report::unread(output, *environment, failure);
        }
    }
    Error::from_problems(problems).map_or(Ok(Exit::Done), |error| Err(error.into()))
}

/// The worst reason why nothing is known.
fn nobody(columns: Vec<Column>) -> Failure {
    let mut failures: Vec<_> =
        columns.into_iter().filter_map(|(_, history)| history.err()).collect();
    let told = failures.iter().position(|it| it.code != Code::MissingUrl.as_str());
    failures.swap_remove(told.unwrap_or(0))
}
