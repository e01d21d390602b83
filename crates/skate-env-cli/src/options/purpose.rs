//! The option of commands that resolve a URL.

use skate_env_core::Purpose;

use super::value_parsers;

/// Why a URL is wanted, for commands that resolve one.
#[derive(clap::Args)]
pub(crate) struct PurposeOption {
    /// What the URL is for: app (pooled), migrate (direct), read (read-only) or test
    #[arg(short, long, value_parser = value_parsers::purpose(), hide_possible_values = true)]
    pub(crate) purpose: Option<Purpose>,
}
