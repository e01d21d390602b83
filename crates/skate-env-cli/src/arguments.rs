//! The command line as a whole: global options, then a command.

use std::ffi::OsString;

use clap::{CommandFactory as _, FromArgMatches as _};

use crate::{commands::Command, help_page, options::GlobalOptions};

/// Decides which database a process may talk to, proves it, and gives every developer, pull
/// request and test its own.
#[derive(clap::Parser)]
#[command(name = "skate-env", version, disable_help_subcommand = true, styles = help_page::STYLES)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) global: GlobalOptions,
    #[command(subcommand)]
    pub(crate) command: Command,
}

impl Arguments {
    /// Reads the words, the program's own name first.
    pub(crate) fn read(words: &[OsString]) -> Result<Self, clap::Error> {
        let matches = command().try_get_matches_from(words)?;
        Self::from_arg_matches(&matches)
    }
}

/// All that can be typed, with its help.
pub(crate) fn command() -> clap::Command {
    help_page::grouped(Arguments::command().bin_name("skate-env"))
}
