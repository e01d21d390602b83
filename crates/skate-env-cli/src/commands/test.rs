//! `skate-env test`: the server of test databases, and the databases of failed tests.

mod keep;
mod server;

use crate::{context::Context, exit::Exit, failure::Failure, output::Output};

/// Manage the test server of this machine and the databases of failed tests
///
/// Test helpers (`skate-env/testing` for Node.js, `skate-env-testing` for Rust) start the server on
/// demand; it stops ten minutes after its last client. They keep the database of a test that fails:
/// at most ten, for one day.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  skate-env test server status
  skate-env test keep list
  skate-env test keep drop")]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    Server(server::Arguments),
    Keep(keep::Arguments),
}

pub(crate) fn run(
    arguments: &Arguments,
    context: &Context,
    output: &Output,
) -> Result<Exit, Failure> {
    match &arguments.command {
        Command::Server(arguments) => server::run(arguments, context, output),
        Command::Keep(arguments) => keep::run(arguments, context, output),
    }
}
