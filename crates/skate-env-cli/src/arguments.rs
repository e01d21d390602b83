//! The words of the command line. To add a command: a file in `commands`, a variant here, its
//! name in a group of `help.rs`.

use std::{ffi::OsString, path::PathBuf};

use clap::{CommandFactory as _, FromArgMatches as _};
use skate_env_core::{Environment, Purpose};

use crate::{commands, help, named};

/// Decides which database a process may talk to, proves it, and gives every developer, pull
/// request and test its own.
#[derive(clap::Parser)]
#[command(name = "skate-env", version, disable_help_subcommand = true, styles = help::STYLES)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What every command understands.
#[derive(clap::Args)]
#[command(next_help_heading = "Global options")]
pub(crate) struct Global {
    /// Act as this environment, whatever the variables say
    #[arg(short, long, global = true, value_name = "ENV")]
    #[arg(value_parser = named::environment(), hide_possible_values = true)]
    pub(crate) environment: Option<Environment>,

    /// How the answer and errors are printed
    #[arg(long, global = true, value_name = "text|json", default_value = "text")]
    #[arg(hide_default_value = true, hide_possible_values = true)]
    pub(crate) output: Format,

    /// The policy, instead of the skate-env.toml found upward from here
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,

    /// Consent to production for this command: its endpoint id, branch id or host
    #[arg(long, global = true, value_name = "ID")]
    pub(crate) consent: Option<String>,

    /// Say nothing on standard error but errors
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,

    /// No colours
    #[arg(long, global = true, help = "No colours; NO_COLOR in the environment does the same")]
    pub(crate) no_color: bool,
}

/// How things are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// For people
    Text,
    /// For programs
    Json,
}

/// Why a URL is wanted, for commands that resolve one.
#[derive(clap::Args)]
pub(crate) struct PurposeOption {
    /// What the URL is for: app (pooled), migrate (direct), read (read-only) or test
    #[arg(short, long, value_parser = named::purpose(), hide_possible_values = true)]
    pub(crate) purpose: Option<Purpose>,
}

#[derive(clap::Subcommand)]
pub(crate) enum Command {
    Init(commands::init::Arguments),
    Status(commands::status::Arguments),
    Check(commands::check::Arguments),
    Url(commands::url::Arguments),
    Run(commands::run::Arguments),
    Seed(commands::seed::Arguments),
    Branch(commands::branch::Arguments),
    Migrate(commands::migrate::Arguments),
    Local(commands::local::Arguments),
    Doctor(commands::doctor::Arguments),
    Completions(commands::completions::Arguments),
    Man(commands::man::Arguments),
    Help(commands::help::Arguments),
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
    help::grouped(Arguments::command().bin_name("skate-env"))
}
