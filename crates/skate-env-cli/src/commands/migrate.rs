//! `skate-env migrate`: migrations that only go where they may.

mod folder;
mod lint;

use crate::{context::Context, exit::Exit, failure::Failure, output::Output};

/// Prisma's migrations: linted before they meet data
///
/// Prisma writes and applies them; this says what they would do, and to what.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  skate-env migrate lint
  skate-env migrate lint --fix")]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    Lint(lint::Arguments),
}

pub(crate) fn run(
    arguments: &Arguments,
    context: &Context,
    output: &Output,
) -> Result<Exit, Failure> {
    match &arguments.command {
        Command::Lint(it) => lint::run(it, context, output),
    }
}
