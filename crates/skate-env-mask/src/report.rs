//! The report of a run. It holds names of columns, never a value.

use serde::Serialize;

/// The report of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Report {
    /// Each masked column and its mask: `public.User.email`, `email`.
    pub masked: Vec<(String, String)>,
    /// Columns that could hold personal data and have no rule; empty if the rules are strict.
    pub unclassified: Vec<String>,
    /// The number of rows that were changed.
    pub rows: u64,
    /// The number of sample values that the search for leaks used.
    pub samples: usize,
    /// Columns in which samples were found; empty if the rules are strict.
    pub leaks: Vec<Leak>,
}

/// A column that still holds values that were masked in another column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Leak {
    /// The column.
    pub column: String,
    /// The number of rows with such values.
    pub rows: u64,
}
