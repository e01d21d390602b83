//! What a run did. It holds names, never a value.

use serde::Serialize;

/// What a run did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Report {
    /// Each masked column and its function: `public.User.email`, `email`.
    pub masked: Vec<(String, String)>,
    /// Columns that could hold personal data and have no rule; none of a strict run.
    pub unclassified: Vec<String>,
    /// Rows that were written.
    pub rows: u64,
    /// How many values were looked for afterwards.
    pub samples: usize,
    /// Where some of them were found; none of a strict run.
    pub leaks: Vec<Leak>,
}

/// A column that still holds what was masked elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Leak {
    /// The column.
    pub column: String,
    /// In how many rows.
    pub rows: u64,
}
