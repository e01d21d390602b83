//! Restoring a branch: to its parent's present state, or to a moment of a history.

use std::collections::BTreeMap;

use jiff::Timestamp;
use skate_env_core::neon::{BranchId, model::BranchState};

use super::expiry;
use crate::generate_password;
use crate::state::{
    Action, ApiError, Branch, Counters, HistoryPoint, Origin, Password, Restoration, Role, State,
    Task, TimelineId, branch_id, timeline_id,
};

/// The requested restore.
#[derive(Clone, Debug)]
pub(crate) struct Restore {
    pub(crate) source: BranchId,
    pub(crate) point: Option<HistoryPoint>,
    pub(crate) preserve_under_name: Option<String>,
}

impl State {
    pub(crate) fn restore_branch(
        &mut self,
        id: &BranchId,
        restore: &Restore,
        now: Timestamp,
    ) -> Result<(), ApiError> {
        self.check_not_busy(id)?;
        self.check_source(&restore.source)?;
        let to_itself = restore.source == *id;
        if let Some((code, message)) = Self::reason_against_restore(self.branch(id)?) {
            return Err(ApiError::not_allowed(code, message));
        }
        if to_itself && restore.point.is_none() {
            let message = "restoring a branch to itself needs source_timestamp or source_lsn";
            return Err(ApiError::invalid(message));
        }
        let needs_name = to_itself || self.children(id).next().is_some();
        let preserve = match &restore.preserve_under_name {
            Some(name) => {
                self.check_name(name)?;
                Some((branch_id()?, name.clone()))
            }
            None if needs_name => {
                let message = "preserve_under_name is required: the branch has child branches, \
                               or is restored to its own history";
                return Err(ApiError::not_allowed("PRESERVE_UNDER_NAME_REQUIRED", message));
            }
            None => None,
        };
        let (source, point) = (restore.source.clone(), restore.point.clone());
        let restoration = Restoration {
            timeline: timeline_id()?,
            roles: self.restored_roles(id, &source)?,
            databases: self.branch(&source)?.databases.clone(),
            origin: Origin::Branch { id: source, point, schema_only: false },
            preserve,
        };
        self.branch_mut(id)?.set_state(BranchState::Resetting, now);
        self.schedule(id, Action::CreateTimeline, Task::Restore(restoration), now)
    }

    /// The reason why the branch cannot be restored at all, as a code and a sentence.
    pub(crate) fn reason_against_restore(branch: &Branch) -> Option<(&'static str, &'static str)> {
        branch.protected.then_some(("BRANCH_PROTECTED", "cannot restore a protected branch"))
    }

    /// Gives the restored timeline to the branch. Returns the timeline that may be deleted.
    pub(crate) fn finish_restore(
        &mut self,
        id: &BranchId,
        restoration: &Restoration,
        position: (Option<String>, Timestamp),
        now: Timestamp,
    ) -> Result<Option<TimelineId>, ApiError> {
        let branch = self.branch_mut(id)?;
        let before = branch.clone();
        branch.timeline = restoration.timeline.clone();
        branch.roles.clone_from(&restoration.roles);
        branch.databases.clone_from(&restoration.databases);
        (branch.parent_lsn, branch.parent_timestamp) = (position.0, Some(position.1));
        branch.last_reset_at = Some(now);
        branch.expires_at = branch.ttl_interval_seconds.and_then(|ttl| expiry::renew(ttl, now));
        branch.set_state(BranchState::Ready, now);
        let Some((backup, name)) = &restoration.preserve else { return Ok(Some(before.timeline)) };
        for child in self.branches.values_mut().filter(|child| child.parent_id.as_ref() == Some(id))
        {
            child.parent_id = Some(backup.clone());
        }
        // The backup becomes the branch's parent: a later reset restores to it.
        self.branch_mut(id)?.parent_id = Some(backup.clone());
        let mut backup_branch = backup_branch(before, backup, name, now);
        backup_branch.set_state(BranchState::Ready, now);
        self.branches.insert(backup.clone(), backup_branch);
        Ok(None)
    }

    /// The backup that the answer of a pending restore named, as it will be.
    pub(crate) fn pending_backup(&self, id: &BranchId) -> Option<Branch> {
        self.operations.iter().find_map(|operation| {
            let Some(Task::Restore(Restoration { preserve: Some((backup, name)), .. })) =
                &operation.task
            else {
                return None;
            };
            let before = self.branches.get(&operation.branch_id).filter(|_| backup == id)?;
            let mut pending = backup_branch(before.clone(), backup, name, operation.created_at);
            pending.set_state(BranchState::Init, operation.created_at);
            Some(pending)
        })
    }

    /// The source's roles. A role that the branch has keeps its password; a new one gets the
    /// source's, or a password of its own if the source is protected.
    fn restored_roles(&self, id: &BranchId, source: &BranchId) -> Result<Vec<Role>, ApiError> {
        let (own, source) = (self.branch(id)?, self.branch(source)?);
        let mut roles = source.roles.clone();
        for role in roles.iter_mut().filter(|role| role.password.is_some()) {
            let own_password = own.role(&role.name).and_then(|role| role.password.clone());
            role.password = match own_password {
                Some(password) => Some(password),
                None if source.protected && source.id != own.id => {
                    Some(generate_password().map(Password::from)?)
                }
                None => role.password.take(),
            };
        }
        Ok(roles)
    }
}

/// The state of a branch before its restore, as a branch of its own.
fn backup_branch(before: Branch, id: &BranchId, name: &str, now: Timestamp) -> Branch {
    Branch {
        id: id.clone(),
        name: name.to_owned(),
        annotation: BTreeMap::new(),
        counters: Counters::default(),
        awake: Vec::new(),
        created_at: now,
        expires_at: None,
        ttl_interval_seconds: None,
        ..before
    }
}
