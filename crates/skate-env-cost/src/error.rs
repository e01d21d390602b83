//! Errors: a month, a price file or a plan that cannot be used.

/// Why no cost can be given.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CostError {
    /// The text is not a month.
    #[error("a month is written as YYYY-MM, such as 2026-11")]
    Month,
    /// The price file cannot be used; what is wrong with it, without its text.
    #[error("the price file cannot be used: {0}")]
    Prices(String),
    /// The price file has no such plan; the plans that it has.
    #[error("no prices of that plan are known; known are {0}")]
    Plan(String),
    /// A change of `--what-if` cannot be read; what it may be.
    #[error("a change is written as {0}")]
    WhatIf(&'static str),
}
