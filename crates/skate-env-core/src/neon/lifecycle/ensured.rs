//! What `ensure` gives: the branch, and how it came to be.

use super::Connection;
use crate::neon::model::Branch;

/// What `ensure` did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EnsureOutcome {
    /// It was created.
    Created,
    /// It existed.
    Reused,
    /// It existed and was reset to its parent's state.
    Reset,
}

/// A branch that exists, answers, and is not production.
#[derive(Clone, Debug)]
pub struct EnsuredBranch {
    /// The branch.
    pub branch: Branch,
    /// Its source.
    pub source: Branch,
    /// What `ensure` did.
    pub outcome: EnsureOutcome,
    /// How it is reached.
    pub connection: Connection,
}
