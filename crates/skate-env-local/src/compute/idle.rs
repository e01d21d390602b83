//! Suspending a server that is idle.

use std::sync::atomic::Ordering;
use std::sync::{Arc, Weak};
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::{Instant, sleep_until, timeout};

use super::activity::{self, Activity};
use super::inner::{ComputeState, Inner};

/// How long a server may take to answer what its sessions do.
const TIMEOUT: Duration = Duration::from_secs(5);
/// With a shorter limit the server would be queried all the time.
const MIN_LIMIT: Duration = Duration::from_millis(100);

/// Watches one server until it ends. Queries its activity at the earliest moment at which it could
/// have been idle for long enough, and not before.
pub(super) async fn suspend_when_idle(
    compute: Weak<Inner>,
    mut ended: watch::Receiver<()>,
    mut limit: watch::Receiver<Option<Duration>>,
) {
    loop {
        let allowed = limit.borrow_and_update().map(|limit| limit.max(MIN_LIMIT));
        let Some(last_active) = compute.upgrade().map(|compute| compute.usage.last_active()) else {
            return;
        };
        tokio::select! {
            // Nothing is sent: the server has ended.
            _ = ended.changed() => return,
            changed = limit.changed() => if changed.is_err() { return },
            allowed = expired(last_active, allowed) => {
                let Some(compute) = compute.upgrade() else { return };
                let mut state = compute.state.clone().lock_owned().await;
                // Another server may have been started while this task waited for the lock.
                if ended.has_changed().is_err() {
                    return;
                }
                compute.suspend_if_idle(&mut state, allowed).await;
            }
        }
    }
}

/// Returns the limit when it has passed since the last activity; without a limit, never.
async fn expired(last_active: std::time::Instant, limit: Option<Duration>) -> Duration {
    let Some(limit) = limit else { return std::future::pending().await };
    sleep_until(Instant::from_std(last_active) + limit).await;
    limit
}

impl Inner {
    /// The caller holds the lock: a client that connects meanwhile waits for it, and wakes the
    /// server again.
    async fn suspend_if_idle(self: &Arc<Self>, state: &mut ComputeState, limit: Duration) {
        let Some(running) = self.running(state) else { return };
        let port = running.server.port();
        if self.leases.load(Ordering::SeqCst) > 0 {
            return self.usage.record_activity();
        }
        match timeout(TIMEOUT, activity::query(&self.superuser(port))).await {
            Ok(Ok(Activity::Idle(since))) => self.usage.record_activity_before(since),
            Ok(Ok(Activity::NoSessions)) => {}
            // A server that is too busy to answer is not idle.
            Ok(Ok(Activity::Busy) | Err(_)) | Err(_) => self.usage.record_activity(),
        }
        if self.usage.last_active().elapsed() >= limit {
            // If it does not stop, the next start meets it again.
            let _ = self.stop(state).await;
        }
    }
}
