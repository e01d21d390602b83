//! Options that every command has.

use std::path::PathBuf;

use skate_env_core::Environment;

use super::value_parsers;

/// The global options.
#[derive(clap::Args)]
#[command(next_help_heading = "Global options")]
pub(crate) struct GlobalOptions {
    /// Use this environment, whatever the variables say
    #[arg(short, long, global = true, value_name = "ENV")]
    #[arg(value_parser = value_parsers::environment(), hide_possible_values = true)]
    pub(crate) environment: Option<Environment>,

    /// Print the answer and errors as text or as JSON
    #[arg(long, global = true, value_name = "text|json", default_value = "text")]
    #[arg(hide_default_value = true, hide_possible_values = true)]
    pub(crate) output: OutputFormat,

    /// Read this policy instead of the nearest skate-env.toml in this or a parent directory
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,

    /// Consent to production for this command: name its endpoint id, branch id or host
    #[arg(long, global = true, value_name = "ID")]
    pub(crate) consent: Option<String>,

    /// Print nothing but errors on standard error
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,

    /// Print no colors and no progress bars, as with `NO_COLOR` in the environment
    #[arg(long, global = true)]
    pub(crate) no_color: bool,
}

/// How the answer and errors are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum OutputFormat {
    /// For people
    Text,
    /// For programs
    Json,
    /// For tools that read FOCUS 1.4, the specification of cost data; only of `cost`
    Csv,
}
