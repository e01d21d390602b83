//! Branches whose time has come are deleted; so is history that is too old.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;

use super::Plane;

/// "Deletion may not occur exactly at the specified time", says Neon; here within this.
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

impl Plane {
    pub(super) async fn expire(self: Arc<Self>) {
        let mut stopping = self.stopping.subscribe();
        loop {
            let pause = self.until_next_expiry().min(LONGEST_PAUSE);
            tokio::select! {
                _ = stopping.wait_for(|stopping| *stopping) => return,
                () = tokio::time::sleep(pause) => self.delete_expired(),
            }
        }
    }

    fn until_next_expiry(&self) -> Duration {
        let next =
            self.read(|state| state.branches.values().filter_map(|branch| branch.expires_at).min());
        let left = next.map(|next| next.duration_since(Timestamp::now()));
        // A branch that cannot be deleted yet, since it is busy, is not asked about without a pause.
        let shortest = Duration::from_millis(100);
        left.map_or(LONGEST_PAUSE, |left| Duration::try_from(left).unwrap_or(shortest))
            .max(shortest)
    }

    fn delete_expired(self: &Arc<Self>) {
        let now = Timestamp::now();
        let expired: Vec<_> = self.read(|state| {
            let due =
                state.branches.values().filter(|it| it.expires_at.is_some_and(|at| at <= now));
            due.map(|branch| branch.id.clone()).collect()
        });
        for branch in expired {
            // What is refused now is tried again.
            let _ = self.change(|state, now| state.delete_branch(&branch, now));
        }
    }
}
