//! The option of commands that resolve a URL.

use skate_env_core::Purpose;

use super::value_parsers;

/// What the URL is for.
#[derive(clap::Args)]
pub(crate) struct PurposeOption {
    /// Get a URL for: app (pooled), migrate (direct), read (read-only) or test
    #[arg(short, long, value_parser = value_parsers::purpose(), hide_possible_values = true)]
    pub(crate) purpose: Option<Purpose>,
}
