//! `skate-env gateway`: the process of a guarded connection, which `run` starts.

use crate::{exit::Exit, failure::Failure, output::Output};

/// Serve the guarded connection of a command; `skate-env run` runs this
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Serve in this process instead of starting one that does
    #[arg(long)]
    detached: bool,
}

#[cfg(unix)]
pub(crate) fn run(arguments: &Arguments, output: &Output) -> Result<Exit, Failure> {
    crate::guarded_connection::detach_or_serve(arguments.detached, output)
}

/// `run` stays, and serves on a thread.
#[cfg(not(unix))]
pub(crate) fn run(_: &Arguments, _: &Output) -> Result<Exit, Failure> {
    Err(Failure::usage(
        "There is no such process on this system.",
        "Start your command with `skate-env run -- …`.",
    ))
}
