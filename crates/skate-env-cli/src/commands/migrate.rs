//! `skate-env migrate`: migrations that only go where they may.

mod folder;
mod lint;
mod test;

use crate::{context::Context, exit::Exit, failure::Failure, output::Output};

/// Prisma's migrations: linted, and tested on a copy, before they meet data
///
/// Prisma writes and applies them; this says what they would do, and to what.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  skate-env migrate lint
  skate-env migrate lint --fix
  skate-env migrate test --from production")]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    Lint(lint::Arguments),
    Test(test::Arguments),
}

pub(crate) fn run(
    arguments: &Arguments,
    context: Context,
    output: &Output,
) -> Result<Exit, Failure> {
    match &arguments.command {
        Command::Lint(it) => lint::run(it, &context, output),
        Command::Test(it) => test::run(it, context, output),
    }
}
