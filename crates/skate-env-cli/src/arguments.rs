//! The command line: global options, then a command.

use std::ffi::OsString;

use clap::{CommandFactory as _, FromArgMatches as _};

use crate::{commands::Command, help_page, options::GlobalOptions};

/// Check which database a process may use, and give every developer, pull request and test a
/// database branch
#[derive(clap::Parser)]
#[command(name = "skate-env", version, disable_help_subcommand = true, styles = help_page::STYLES)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) global: GlobalOptions,
    #[command(subcommand)]
    pub(crate) command: Command,
}

impl Arguments {
    /// Parses the arguments; the first is the program's name.
    pub(crate) fn read(words: &[OsString]) -> Result<Self, clap::Error> {
        let matches = command().try_get_matches_from(words)?;
        Self::from_arg_matches(&matches)
    }
}

/// The description of the whole command line, with its help.
pub(crate) fn command() -> clap::Command {
    help_page::grouped(Arguments::command().bin_name("skate-env"))
}
