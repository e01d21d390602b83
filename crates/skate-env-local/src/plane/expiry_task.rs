//! Deleting branches whose expiry has passed.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;

use super::Plane;

/// "Deletion may not occur exactly at the specified time", says Neon; here it occurs within this.
const MAX_WAIT: Duration = Duration::from_secs(5);
/// A branch that cannot be deleted because it is busy is tried again after this.
const MIN_WAIT: Duration = Duration::from_millis(100);

impl Plane {
    pub(super) async fn delete_expired_branches(self: Arc<Self>) {
        let mut stopping = self.stopping.subscribe();
        loop {
            let wait = self.until_next_expiry().clamp(MIN_WAIT, MAX_WAIT);
            tokio::select! {
                _ = stopping.wait_for(|stopping| *stopping) => return,
                () = tokio::time::sleep(wait) => self.delete_expired(),
            }
        }
    }

    fn until_next_expiry(&self) -> Duration {
        let next =
            self.read(|state| state.branches.values().filter_map(|branch| branch.expires_at).min());
        let left = next.map(|next| next.duration_since(Timestamp::now()));
        left.map_or(MAX_WAIT, |left| Duration::try_from(left).unwrap_or(MIN_WAIT))
    }

    fn delete_expired(self: &Arc<Self>) {
        let now = Timestamp::now();
        let expired: Vec<_> = self.read(|state| {
            let due =
                state.branches.values().filter(|it| it.expires_at.is_some_and(|at| at <= now));
            due.map(|branch| branch.id.clone()).collect()
        });
        if !expired.is_empty() {
            self.record_usage_of_all();
        }
        for branch in expired {
            // If it may not be deleted now, the next round tries again.
            let _ = self.change(|state, now| state.delete_branch(&branch, now));
        }
    }
}
