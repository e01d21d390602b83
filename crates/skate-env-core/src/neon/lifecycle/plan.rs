//! The plan of a call of the life cycle, as data: shown by `--dry-run`, executed by the call.

use std::fmt;

use serde::Serialize;

use crate::neon::{
    BranchId,
    calls::{
        branches::{NewBranch, Restore},
        endpoints::Compute,
    },
};

/// The steps of a call, in order.
#[derive(Clone, Debug, Serialize)]
pub struct Plan {
    /// The branch's name.
    pub branch: String,
    /// The steps, in order.
    pub steps: Vec<Step>,
    /// Notes for the user.
    pub notes: Vec<String>,
}

/// One step.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "step", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Step {
    /// Creates the branch.
    Create {
        /// The branch.
        branch: NewBranch,
        /// Its compute.
        compute: Compute,
    },
    /// Reuses the branch.
    Reuse {
        /// The branch.
        branch_id: BranchId,
    },
    /// Puts the branch back to its parent's state.
    Reset {
        /// The branch.
        branch_id: BranchId,
        /// From what, and what is kept.
        restore: Restore,
    },
    /// Restores the branch to another state than its parent's present one.
    Restore {
        /// The branch.
        branch_id: BranchId,
        /// From what, from when, and what is kept.
        restore: Restore,
    },
    /// Extends the branch's expiry.
    Renew {
        /// The branch.
        branch_id: BranchId,
        /// Until when.
        expires_at: String,
    },
    /// Adds a compute to the branch.
    AddCompute {
        /// The branch.
        branch_id: BranchId,
        /// The compute.
        compute: Compute,
    },
    /// Deletes the branch permanently.
    Delete {
        /// The branch.
        branch_id: BranchId,
    },
}

impl Plan {
    pub(super) fn new(branch: &str, steps: Vec<Step>) -> Self {
        Self { branch: branch.to_owned(), steps, notes: Vec::new() }
    }

    /// Whether it would make a branch.
    #[must_use]
    pub fn creates(&self) -> bool {
        self.steps.iter().any(|step| matches!(step, Step::Create { .. }))
    }

    /// Whether it would leave Neon as it is.
    #[must_use]
    pub fn changes_nothing(&self) -> bool {
        self.steps.iter().all(|step| matches!(step, Step::Reuse { .. }))
    }
}

impl fmt::Display for Step {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Create { branch, .. } => {
                let source = branch.parent_id.as_ref().map_or("", BranchId::as_str);
                write!(formatter, "create from {source}")?;
                branch.expires_at.as_ref().map_or(Ok(()), |at| write!(formatter, ", until {at}"))
            }
            Self::Reuse { branch_id } => write!(formatter, "reuse {branch_id}"),
            Self::Reset { branch_id, restore } => {
                write!(formatter, "reset {branch_id} to {}", restore.source_branch_id)?;
                let kept = restore.preserve_under_name.as_ref();
                kept.map_or(Ok(()), |name| write!(formatter, ", keep the old state as `{name}`"))
            }
            Self::Restore { branch_id, restore } => {
                write!(formatter, "restore {branch_id} to {}", restore.source_branch_id)?;
                let at = restore.source_timestamp.as_ref();
                at.map_or(Ok(()), |at| write!(formatter, " at {at}"))?;
                let kept = restore.preserve_under_name.as_ref();
                kept.map_or(Ok(()), |name| {
                    write!(formatter, ", keep the present state as `{name}`")
                })
            }
            Self::Renew { branch_id, expires_at } => {
                write!(formatter, "extend {branch_id} until {expires_at}")
            }
            Self::AddCompute { branch_id, .. } => write!(formatter, "add a compute to {branch_id}"),
            Self::Delete { branch_id } => write!(formatter, "delete {branch_id} permanently"),
        }
    }
}

impl fmt::Display for Plan {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "`{}`:", self.branch)?;
        for step in &self.steps {
            write!(formatter, "\n  {step}")?;
        }
        for note in &self.notes {
            write!(formatter, "\n  note: {note}")?;
        }
        Ok(())
    }
}
