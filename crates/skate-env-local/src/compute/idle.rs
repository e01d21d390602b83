//! Putting a server to sleep that nobody uses.

use std::sync::atomic::Ordering;
use std::sync::{Arc, Weak};
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::{Instant, sleep_until, timeout};

use super::activity::{self, Activity};
use super::inner::{Held, Inner};

/// How long a server may take to say what its sessions do.
const PATIENCE: Duration = Duration::from_secs(5);
/// Shorter limits would only ask without end.
const SHORTEST: Duration = Duration::from_millis(100);

/// Watches one server until it ends. Asks it at the earliest moment at which it could have been
/// idle for long enough, and not before.
pub(super) async fn watch(
    compute: Weak<Inner>,
    mut ended: watch::Receiver<()>,
    mut limit: watch::Receiver<Option<Duration>>,
) {
    loop {
        let allowed = limit.borrow_and_update().map(|limit| limit.max(SHORTEST));
        let Some(last_active) = compute.upgrade().map(|compute| compute.ledger.last_active())
        else {
            return;
        };
        tokio::select! {
            // Nothing is sent: the server has ended.
            _ = ended.changed() => return,
            changed = limit.changed() => if changed.is_err() { return },
            allowed = passed(last_active, allowed) => {
                let Some(compute) = compute.upgrade() else { return };
                let mut held = compute.held.clone().lock_owned().await;
                // While we waited for the lock, another server may have taken the place of ours.
                if ended.has_changed().is_err() {
                    return;
                }
                compute.suspend_if_idle(&mut held, allowed).await;
            }
        }
    }
}

/// The moment that far after the last activity; never without a limit.
async fn passed(last_active: std::time::Instant, limit: Option<Duration>) -> Duration {
    let Some(limit) = limit else { return std::future::pending().await };
    sleep_until(Instant::from_std(last_active) + limit).await;
    limit
}

impl Inner {
    /// Nobody can connect meanwhile: who comes now waits for the lock, and wakes it again.
    async fn suspend_if_idle(self: &Arc<Self>, held: &mut Held, limit: Duration) {
        let Some(awake) = self.running(held) else { return };
        let port = awake.server.port();
        if self.leases.load(Ordering::SeqCst) > 0 {
            return self.ledger.touch();
        }
        match timeout(PATIENCE, activity::ask(&self.superuser(port))).await {
            Ok(Ok(Activity::Idle(ago))) => self.ledger.active_since(ago),
            Ok(Ok(Activity::Empty)) => {}
            // Whoever is too busy to answer is not idle.
            Ok(Ok(Activity::Busy) | Err(_)) | Err(_) => self.ledger.touch(),
        }
        if self.ledger.last_active().elapsed() >= limit {
            // A server that would not stop is met again by the next start.
            let _ = self.stop(held).await;
        }
    }
}
