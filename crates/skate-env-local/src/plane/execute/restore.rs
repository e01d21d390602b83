//! Restoring a branch: fills another timeline beside the one in use, which then replaces it in one
//! step. The branch keeps its endpoint, its port and its passwords.

use std::sync::Arc;

use jiff::Timestamp;
use skate_env_core::neon::BranchId;

use super::create_branch::set_passwords;
use super::fill_timeline::SyncedBy;
use crate::plane::computes::branch_gone;
use crate::plane::error::Result;
use crate::plane::{Plane, remove_folder};
use crate::state::{Origin, Restoration};

impl Plane {
    pub(super) async fn restore(
        self: &Arc<Self>,
        id: &BranchId,
        restoration: &Restoration,
    ) -> Result<()> {
        let timeline = &restoration.timeline;
        let branch =
            self.read(|state| state.branches.get(id).cloned()).ok_or_else(|| branch_gone(id))?;
        let old = if branch.timeline == *timeline {
            None // The branch had it already, before a crash.
        } else {
            let position = self.fill_with_passwords(id, restoration).await;
            if position.is_err() {
                remove_folder(&self.timeline_folder(timeline)).await;
            }
            let (lsn, at) = position?;
            let now = Timestamp::now();
            self.store.change(|state| state.finish_restore(id, restoration, (lsn, at), now))?
        };
        let compute = self.compute(id)?;
        compute.replace(self.timeline_folder(timeline)).await?;
        if let Some(old) = old {
            // In the background: on a busy disk the removal takes longer than the copy.
            let folder = self.timeline_folder(&old);
            self.background.spawn(async move { remove_folder(&folder).await });
        }
        // As on Neon, the compute starts again by itself.
        if self.read(|state| state.endpoint_of(id).is_some_and(|endpoint| !endpoint.disabled)) {
            drop(compute.wake().await?);
        }
        self.history_wanted.notify_one();
        Ok(())
    }

    /// Fills the timeline, and gives its roles the passwords that they keep.
    async fn fill_with_passwords(
        self: &Arc<Self>,
        id: &BranchId,
        restoration: &Restoration,
    ) -> Result<(Option<String>, Timestamp)> {
        let Restoration { timeline, origin, roles, .. } = restoration;
        let position = self.fill_timeline(id, timeline, origin, SyncedBy::Copying).await?;
        if let Origin::Branch { id: source, .. } = origin {
            let changed = self.changed_passwords(source, roles);
            if !changed.is_empty() {
                let branch = self.read(|state| state.branch(id).cloned())?;
                let temporary = self.new_compute(&branch, timeline, None);
                let set = set_passwords(&temporary.wake().await?, &changed).await;
                temporary.shut_down().await?;
                set?;
            }
        }
        Ok((position.lsn, position.at))
    }
}
