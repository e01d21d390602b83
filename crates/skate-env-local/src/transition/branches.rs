//! Renaming, protecting, expiring and deleting branches.

use jiff::Timestamp;
use skate_env_core::neon::BranchId;

use super::expiry;
use crate::state::{Action, ApiError, Branch, State, Task};

/// The fields to change; `None` leaves a field as it is.
#[derive(Clone, Debug, Default)]
pub(crate) struct BranchChanges {
    pub(crate) name: Option<String>,
    pub(crate) protected: Option<bool>,
    /// `Some(None)`: it does not expire.
    #[expect(clippy::option_option, reason = "absent, null and a time are three cases")]
    pub(crate) expires_at: Option<Option<Timestamp>>,
}

impl State {
    pub(crate) fn update_branch(
        &mut self,
        id: &BranchId,
        changes: &BranchChanges,
        now: Timestamp,
    ) -> Result<(), ApiError> {
        let branch = self.branch(id)?;
        let renamed = changes.name.as_ref().filter(|name| **name != branch.name);
        if let Some(name) = renamed {
            self.check_name(name)?;
        }
        let protected = changes.protected.unwrap_or(branch.protected);
        let expires_at = changes.expires_at.unwrap_or(branch.expires_at);
        if expires_at.is_some() {
            self.check_may_expire(id, protected)?;
        }
        let ttl = match changes.expires_at {
            Some(Some(time)) => Some(expiry::check(time, now)?),
            Some(None) => None,
            None => branch.ttl_interval_seconds,
        };
        let branch = self.branch_mut(id)?;
        branch.name = changes.name.clone().unwrap_or_else(|| branch.name.clone());
        branch.protected = protected;
        branch.expires_at = expires_at;
        branch.ttl_interval_seconds = ttl;
        branch.updated_at = now;
        Ok(())
    }

    fn check_may_expire(&self, id: &BranchId, protected: bool) -> Result<(), ApiError> {
        let not_allowed = |code, what: &str| {
            let message = format!("{what} cannot have an expiration timestamp");
            Err(ApiError::not_allowed(code, message))
        };
        if protected {
            return not_allowed("BRANCH_PROTECTED", "a protected branch");
        }
        if self.is_default(id) {
            return not_allowed("BRANCH_IS_DEFAULT", "the default branch");
        }
        if self.children(id).next().is_some() {
            return not_allowed("BRANCH_HAS_CHILDREN", "a branch with child branches");
        }
        Ok(())
    }

    pub(crate) fn set_as_default(&mut self, id: &BranchId, now: Timestamp) -> Result<(), ApiError> {
        if self.branch(id)?.expires_at.is_some() {
            let message = "a branch with an expiration timestamp cannot be the default branch";
            return Err(ApiError::not_allowed("BRANCH_HAS_TTL", message));
        }
        self.project.default_branch = id.clone();
        self.branch_mut(id)?.updated_at = now;
        Ok(())
    }

    /// Deletes the branch and its endpoint at once, and its data by an operation. Returns `None` if
    /// there is no such branch.
    pub(crate) fn delete_branch(
        &mut self,
        id: &BranchId,
        now: Timestamp,
    ) -> Result<Option<Branch>, ApiError> {
        let Some(branch) = self.branches.get(id) else { return Ok(None) };
        if let Some((code, message)) = self.reason_against_deletion(branch) {
            return Err(ApiError::not_allowed(code, message));
        }
        self.check_not_busy(id)?;
        let timeline = branch.timeline.clone();
        if let Some(endpoint) = self.endpoint_of(id).map(|endpoint| endpoint.id.clone()) {
            self.remove_endpoint(&endpoint);
        }
        self.schedule(id, Action::DeleteTimeline, Task::DeleteTimeline { timeline }, now)?;
        let removed = self.branches.remove(id);
        if let Some(branch) = &removed {
            self.keep_consumption(branch, now);
        }
        Ok(removed)
    }

    /// Neon's reason why the branch cannot be deleted, as a code and a sentence.
    pub(crate) fn reason_against_deletion(
        &self,
        branch: &Branch,
    ) -> Option<(&'static str, &'static str)> {
        if self.is_default(&branch.id) {
            return Some(("BRANCH_IS_DEFAULT", "cannot delete the default branch of a project"));
        }
        if branch.protected {
            return Some(("BRANCH_PROTECTED", "cannot delete a protected branch"));
        }
        if self.children(&branch.id).next().is_some() {
            return Some(("BRANCH_HAS_CHILDREN", "cannot delete a branch that has child branches"));
        }
        None
    }
}
