//! `reset`: restores a branch to its parent's current state. Id, endpoint and URL stay; the branch's
//! own data is lost.

use super::{Branches, Plan, Step, history::backup_name, unmasked_data::refuse_reset};
use crate::Code;
use crate::neon::{
    BranchId, BranchRef, Error,
    calls::{self, branches::Restore},
    model::{Branch, BranchState, restricted},
};

/// After this many lost replies the error is returned.
const TRIES: u32 = 3;

impl Branches {
    /// What [`Branches::reset`] would do.
    ///
    /// # Errors
    /// As [`Branches::reset`].
    pub async fn plan_reset(&self, branch: &BranchRef, parent: &str) -> Result<Plan, Error> {
        let found = self.client.find_branch(&self.project, branch).await?;
        self.refuse_production(&found.branch, "reset").await?;
        refuse_reset(&found)?;
        let branch = found.branch;
        let parent = self.find(parent).await?.branch;
        if branch.parent_id.as_ref() != Some(&parent.id) {
            let actual = branch.parent_id.as_ref().map_or("no parent", BranchId::as_str);
            return Err(Error::new(
                Code::BranchMismatch,
                format!(
                    "Branch `{}` would be reset to `{}` ({}), but its parent is {actual}.",
                    branch.name, parent.name, parent.id
                ),
                "Name its parent; a restore may have put a backup in the old parent's place.",
            ));
        }
        let (restore, note) = self.reset_request(&branch, &parent).await?;
        let steps = vec![Step::Reset { branch_id: branch.id, restore }];
        Ok(Plan { notes: note.into_iter().collect(), ..Plan::new(&branch.name, steps) })
    }

    /// Puts a branch back to the state of `parent` (an environment or a branch), which must be
    /// its parent, and waits until it answers.
    ///
    /// # Errors
    /// `protected_branch`, `branch_mismatch` where the parent is another, or what Neon said.
    pub async fn reset(&self, branch: &BranchRef, parent: &str) -> Result<Branch, Error> {
        let plan = self.plan_reset(branch, parent).await?;
        let Some(Step::Reset { branch_id, restore }) = plan.steps.first() else {
            return Err(Error::new(
                Code::InternalError,
                "The plan has no reset.",
                "Please report it.",
            ));
        };
        self.send_restore(branch_id, restore, "reset").await?;
        self.wait_for_branch(branch_id).await
    }

    /// Children stay with the state that they came from, under a name of its own.
    pub(super) async fn reset_request(
        &self,
        branch: &Branch,
        parent: &Branch,
    ) -> Result<(Restore, Option<String>), Error> {
        self.refuse_restricted(branch, "reset")?;
        let children = self.children(&branch.id).await?;
        let kept = (!children.is_empty())
            .then(|| backup_name(&branch.name, self.client.clock().timestamp()));
        let note = kept.as_ref().map(|name| {
            format!(
                "It has children ({}); they move to `{name}`, which then is its parent: a later \
                 reset would go back to that.",
                children.join(", ")
            )
        });
        let restore = Restore {
            source_branch_id: parent.id.clone(),
            source_timestamp: None,
            preserve_under_name: kept,
        };
        Ok((restore, note))
    }

    /// What Neon itself does not allow now.
    pub(super) fn refuse_restricted(&self, branch: &Branch, action: &str) -> Result<(), Error> {
        let Some(reason) = restricted(branch, "restore") else { return Ok(()) };
        let reason = self.client.redact(reason);
        let message = format!("Neon does not {action} branch `{}` now: {reason}.", branch.name);
        Err(Error::new(Code::ProtectedBranch, message, "Do what Neon asks for first."))
    }

    /// Restores once: after a lost reply it looks whether it was done.
    pub(super) async fn send_restore(
        &self,
        id: &BranchId,
        restore: &Restore,
        action: &str,
    ) -> Result<(), Error> {
        let itself = BranchRef::Id(id.clone());
        let look = || self.client.find_branch(&self.project, &itself);
        let before = look().await?.branch;
        self.production.refuse_branch(&before, action)?;
        let call = calls::branches::restore(&self.project, id, restore);
        let mut tries = 1;
        loop {
            match self.client.send(&call).await {
                Ok(answer) => return self.wait_for_operations(&answer.operations).await,
                Err(error) if error.is_uncertain() && tries < TRIES => {
                    let now = look().await?.branch;
                    let begun = now.current_state == BranchState::Resetting
                        || now.pending_state == Some(BranchState::Resetting);
                    if begun || now.last_reset_at != before.last_reset_at {
                        return Ok(()); // the caller waits for the branch
                    }
                }
                Err(error) => return Err(error),
            }
            tries += 1;
        }
    }

    pub(super) async fn children(&self, id: &BranchId) -> Result<Vec<String>, Error> {
        let all = self.client.all_branches(&self.project).await?;
        let children = all.into_iter().filter(|found| found.branch.parent_id.as_ref() == Some(id));
        Ok(children.map(|found| found.branch.name).collect())
    }
}
