//! What `ensure` gives: the branch, and how it came to be.

use super::Connection;
use crate::neon::model::Branch;

/// How `ensure` came to its branch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EnsureOutcome {
    /// It was made.
    Created,
    /// It was there.
    Reused,
    /// It was there and was put back to its parent's state.
    Reset,
}

/// A branch that is there, answers, and is not production.
#[derive(Clone, Debug)]
pub struct EnsuredBranch {
    /// The branch.
    pub branch: Branch,
    /// The branch that it was to be made from.
    pub source: Branch,
    /// How it came to be.
    pub outcome: EnsureOutcome,
    /// How it is reached.
    pub connection: Connection,
}
