//! `delete`: deletes a branch permanently, after every check.

use super::{Branches, Plan, Step};
use crate::Code;
use crate::neon::{BranchRef, Error, calls};

/// Whether there was something to delete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deletion {
    /// The branch is gone.
    Deleted,
    /// Somebody else was quicker.
    AlreadyGone,
}

impl Branches {
    /// What [`Branches::delete`] would do.
    ///
    /// # Errors
    /// As [`Branches::delete`].
    pub async fn plan_delete(&self, branch: &BranchRef) -> Result<Plan, Error> {
        let branch = self.client.find_branch(&self.project, branch).await?.branch;
        self.refuse_production(&branch, "deleted").await?;
        let children = self.children(&branch.id).await?;
        if !children.is_empty() {
            return Err(Error::new(
                Code::ProtectedBranch,
                format!("Branch `{}` has children: {}.", branch.name, children.join(", ")),
                "Nothing was deleted. Delete its children first.",
            ));
        }
        let steps = vec![Step::Delete { branch_id: branch.id }];
        Ok(Plan::new(&branch.name, steps))
    }

    /// Deletes a branch for good: never production's, never the default one, never a protected
    /// one, never one with children.
    ///
    /// # Errors
    /// `protected_branch` before any request that changes something, `unknown_branch`, or what
    /// Neon said.
    pub async fn delete(&self, branch: &BranchRef) -> Result<Deletion, Error> {
        let plan = self.plan_delete(branch).await?;
        let Some(Step::Delete { branch_id }) = plan.steps.first() else {
            return Err(Error::new(
                Code::InternalError,
                "The plan has no deletion.",
                "Please report it.",
            ));
        };
        match self.client.send(&calls::branches::delete(&self.project, branch_id)).await? {
            Some(answer) => {
                self.wait_for_operations(&answer.operations).await?;
                Ok(Deletion::Deleted)
            }
            None => Ok(Deletion::AlreadyGone),
        }
    }
}
