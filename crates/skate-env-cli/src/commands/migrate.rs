//! `skate-env migrate`: migrations that only go where they may.

mod asked;
mod deploy;
mod folder;
mod lint;
mod status;
mod test;

use std::path::{Path, PathBuf};

use crate::progress::Progress;
use crate::{context::Context, exit::Exit, failure::Failure, output::Output, runtime};

/// Prisma's migrations: linted and tested on a copy before they meet data, deployed in a checked order
///
/// Prisma writes and applies them; this says what they would do, and to what, and lets them go
/// only where they may.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  skate-env migrate lint
  skate-env migrate lint --fix
  skate-env migrate test --from production
  skate-env migrate status
  skate-env migrate deploy -e staging")]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    Lint(lint::Arguments),
    Test(test::Arguments),
    Status(status::Arguments),
    Deploy(deploy::Arguments),
}

pub(crate) fn run(
    arguments: &Arguments,
    context: Context,
    output: &Output,
) -> Result<Exit, Failure> {
    let progress = Progress::new(output);
    match &arguments.command {
        Command::Lint(it) => lint::run(it, &context, output),
        Command::Test(it) => test::run(it, context, output),
        Command::Status(it) => {
            runtime::run_until_interrupted(status::run(it, context, output), || {
                progress.interrupted()
            })
        }
        Command::Deploy(it) => {
            let work = deploy::run(it, context, &progress, output);
            runtime::run_until_interrupted(work, || progress.interrupted())
        }
    }
}

/// Where `migrate test` leaves its record, if nobody names another place.
fn record_path(context: &Context, named: Option<&Path>) -> PathBuf {
    match named {
        Some(path) => context.directory.join(path),
        None => context.project().join(".skate-env/migrate-test.json"),
    }
}
