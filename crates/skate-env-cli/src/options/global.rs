//! Options that every command has.

use std::path::PathBuf;

use skate_env_core::Environment;

use super::value_parsers;

/// What every command understands.
#[derive(clap::Args)]
#[command(next_help_heading = "GlobalOptions options")]
pub(crate) struct GlobalOptions {
    /// Act as this environment, whatever the variables say
    #[arg(short, long, global = true, value_name = "ENV")]
    #[arg(value_parser = value_parsers::environment(), hide_possible_values = true)]
    pub(crate) environment: Option<Environment>,

    /// How the answer and errors are printed
    #[arg(long, global = true, value_name = "text|json", default_value = "text")]
    #[arg(hide_default_value = true, hide_possible_values = true)]
    pub(crate) output: OutputFormat,

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
pub(crate) enum OutputFormat {
    /// For people
    Text,
    /// For programs
    Json,
}
