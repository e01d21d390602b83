//! Putting a branch back to a state: its parent's now, or a moment of a history.

use std::collections::BTreeMap;

use jiff::Timestamp;
use skate_env_core::neon::{BranchId, model::BranchState};

use super::expiry;
use crate::generate_password;
use crate::state::{
    Action, Branch, Counters, Deed, Origin, Password, Point, Refusal, Restoration, Role, State,
    TimelineId, branch_id, timeline_id,
};

/// What was asked for.
#[derive(Clone, Debug)]
pub(crate) struct Restore {
    pub(crate) source: BranchId,
    pub(crate) point: Option<Point>,
    pub(crate) preserve_under_name: Option<String>,
}

impl State {
    pub(crate) fn restore_branch(
        &mut self,
        id: &BranchId,
        restore: &Restore,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        self.refuse_while_busy(id)?;
        self.refuse_as_source(&restore.source)?;
        let itself = restore.source == *id;
        if let Some((code, message)) = Self::why_not_restored(self.branch(id)?) {
            return Err(Refusal::not_allowed(code, message));
        }
        if itself && restore.point.is_none() {
            let message = "restoring a branch to itself needs source_timestamp or source_lsn";
            return Err(Refusal::invalid(message));
        }
        let needs_name = itself || self.children(id).next().is_some();
        let preserve = match &restore.preserve_under_name {
            Some(name) => {
                self.check_name(name)?;
                Some((branch_id()?, name.clone()))
            }
            None if needs_name => {
                let message = "preserve_under_name is required: the branch has child branches, \
                               or is restored to its own history";
                return Err(Refusal::not_allowed("PRESERVE_UNDER_NAME_REQUIRED", message));
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
        self.branch_mut(id)?.become_state(BranchState::Resetting, now);
        self.schedule(id, Action::CreateTimeline, Deed::Restore(restoration), now)
    }

    /// What cannot be restored at all, as a code and a sentence.
    pub(crate) fn why_not_restored(branch: &Branch) -> Option<(&'static str, &'static str)> {
        branch.protected.then_some(("BRANCH_PROTECTED", "cannot restore a protected branch"))
    }

    /// The data is there: the branch takes it. Answers the timeline that nobody needs any more.
    pub(crate) fn finish_restore(
        &mut self,
        id: &BranchId,
        restoration: &Restoration,
        copied: (Option<String>, Timestamp),
        now: Timestamp,
    ) -> Result<Option<TimelineId>, Refusal> {
        let branch = self.branch_mut(id)?;
        let before = branch.clone();
        branch.timeline = restoration.timeline.clone();
        branch.roles.clone_from(&restoration.roles);
        branch.databases.clone_from(&restoration.databases);
        (branch.parent_lsn, branch.parent_timestamp) = (copied.0, Some(copied.1));
        branch.last_reset_at = Some(now);
        branch.expires_at = branch.ttl_interval_seconds.and_then(|ttl| expiry::rearm(ttl, now));
        branch.become_state(BranchState::Ready, now);
        let Some((backup, name)) = &restoration.preserve else { return Ok(Some(before.timeline)) };
        for child in self.branches.values_mut().filter(|child| child.parent_id.as_ref() == Some(id))
        {
            child.parent_id = Some(backup.clone());
        }
        // From now on the branch descends from what it was: a later reset goes back to that.
        self.branch_mut(id)?.parent_id = Some(backup.clone());
        let mut kept = kept(before, backup, name, now);
        kept.become_state(BranchState::Ready, now);
        self.branches.insert(backup.clone(), kept);
        Ok(None)
    }

    /// The backup that a restore under way has named in its answer, as it is going to be.
    pub(crate) fn backup_to_be(&self, id: &BranchId) -> Option<Branch> {
        self.operations.iter().find_map(|operation| {
            let Some(Deed::Restore(Restoration { preserve: Some((backup, name)), .. })) =
                &operation.deed
            else {
                return None;
            };
            let before = self.branches.get(&operation.branch_id).filter(|_| backup == id)?;
            let mut kept = kept(before.clone(), backup, name, operation.created_at);
            kept.become_state(BranchState::Init, operation.created_at);
            Some(kept)
        })
    }

    /// The source's roles. Whoever was here already keeps the password; whoever is new gets the
    /// source's, or one of its own where the source is protected.
    fn restored_roles(&self, id: &BranchId, source: &BranchId) -> Result<Vec<Role>, Refusal> {
        let (own, source) = (self.branch(id)?, self.branch(source)?);
        let mut roles = source.roles.clone();
        for role in roles.iter_mut().filter(|role| role.password.is_some()) {
            let known = own.role(&role.name).and_then(|role| role.password.clone());
            role.password = match known {
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

/// What a branch was, as a branch of its own.
fn kept(before: Branch, id: &BranchId, name: &str, now: Timestamp) -> Branch {
    Branch {
        id: id.clone(),
        name: name.to_owned(),
        annotation: BTreeMap::new(),
        counters: Counters::default(),
        created_at: now,
        expires_at: None,
        ttl_interval_seconds: None,
        ..before
    }
}
