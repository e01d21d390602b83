//! Putting a branch back: another timeline is filled beside the one in use, which the branch then
//! takes in one step. Its endpoint, port and passwords stay.

use std::sync::Arc;

use jiff::Timestamp;
use skate_env_core::neon::BranchId;

use super::make::set_passwords;
use crate::plane::trouble::Result;
use crate::plane::{Plane, remove_folder, servers::gone};
use crate::state::{Origin, Restoration};

impl Plane {
    pub(super) async fn restore(
        self: &Arc<Self>,
        id: &BranchId,
        restoration: &Restoration,
    ) -> Result<()> {
        let timeline = &restoration.timeline;
        let branch = self.read(|state| state.branches.get(id).cloned()).ok_or_else(|| gone(id))?;
        let old = if branch.timeline == *timeline {
            None // It was taken already, before a crash.
        } else {
            let filled = self.fill_and_fit(id, restoration).await;
            if filled.is_err() {
                remove_folder(&self.timeline_folder(timeline)).await;
            }
            let (lsn, at) = filled?;
            let now = Timestamp::now();
            self.store.change(|state| state.finish_restore(id, restoration, (lsn, at), now))?
        };
        let compute = self.compute(id)?;
        compute.replace(self.timeline_folder(timeline)).await?;
        if let Some(old) = old {
            // Nobody waits for it: on a busy disk it takes longer than the copy.
            let folder = self.timeline_folder(&old);
            self.tasks.spawn(async move { remove_folder(&folder).await });
        }
        // As on Neon, the compute comes back by itself.
        if self.read(|state| state.endpoint_of(id).is_some_and(|endpoint| !endpoint.disabled)) {
            drop(compute.wake().await?);
        }
        self.history_wanted.notify_one();
        Ok(())
    }

    /// Fills the timeline, and gives its roles the passwords that they keep.
    async fn fill_and_fit(
        self: &Arc<Self>,
        id: &BranchId,
        restoration: &Restoration,
    ) -> Result<(Option<String>, Timestamp)> {
        let Restoration { timeline, origin, roles, .. } = restoration;
        let filled = self.fill(id, timeline, origin).await?;
        if let Origin::Branch { id: source, .. } = origin {
            let changed = self.changed_passwords(source, roles);
            if !changed.is_empty() {
                let branch = self.read(|state| state.branch(id).cloned())?;
                let aside = self.new_compute(&branch, timeline, None);
                let set = set_passwords(&aside.wake().await?, &changed).await;
                aside.shut_down().await?;
                set?;
            }
        }
        Ok((filled.lsn, filled.at))
    }
}
