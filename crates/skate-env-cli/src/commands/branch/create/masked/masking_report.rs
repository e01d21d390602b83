//! What was masked in a branch, and by whom.

use std::fmt;

use serde::Serialize;
use skate_env_mask::Report;

#[derive(Serialize)]
#[serde(tag = "by", rename_all = "snake_case")]
pub(in crate::commands) enum MaskingReport {
    /// Masked by skate-env.
    Sql(Report),
    /// Masked by Neon, which reports no row counts and scans for no leaks.
    Neon {
        /// Each masked column and its function.
        masked: Vec<(String, String)>,
        /// Columns that may hold personal data and have no rule; empty under strict rules.
        unclassified: Vec<String>,
    },
}

impl fmt::Display for MaskingReport {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sql(Report { masked, rows, .. }) => {
                write!(formatter, "{} columns, {rows} rows, by SQL", masked.len())
            }
            Self::Neon { masked, .. } => write!(formatter, "{} columns, by Neon", masked.len()),
        }
    }
}
