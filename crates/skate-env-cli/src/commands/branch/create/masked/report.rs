//! By whom a branch was masked, and what.

use std::fmt;

use serde::Serialize;
use skate_env_mask::Report;

#[derive(Serialize)]
#[serde(tag = "by", rename_all = "snake_case")]
pub(in super::super) enum Masking {
    /// By skate-env itself.
    Sql(Report),
    /// By Neon, which does not say of how many rows, and searches for nothing.
    Neon {
        /// Each masked column and its function.
        masked: Vec<(String, String)>,
        /// Columns that could hold personal data and have no rule; none of a strict run.
        unclassified: Vec<String>,
    },
}

impl fmt::Display for Masking {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sql(Report { masked, rows, .. }) => {
                write!(formatter, "{} columns, {rows} rows, by SQL", masked.len())
            }
            Self::Neon { masked, .. } => write!(formatter, "{} columns, by Neon", masked.len()),
        }
    }
}
