//! What a compute has done so far.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};

/// Figures since this process began; what was before is the owner's to add.
#[derive(Clone, Debug, Default)]
pub(crate) struct Counters {
    /// How often a server was started.
    pub(crate) starts: u64,
    /// The time awake, up to now.
    pub(crate) awake_for: Duration,
    /// Since when it has been awake, if it is.
    pub(crate) awake_since: Option<SystemTime>,
    pub(crate) started_at: Option<SystemTime>,
    pub(crate) suspended_at: Option<SystemTime>,
    /// The last time that a query, a transaction or a lease is known of.
    pub(crate) last_active: Option<SystemTime>,
    /// Bytes sent to clients.
    pub(crate) sent: u64,
}

#[derive(Debug, Default)]
pub(super) struct Ledger {
    moments: Mutex<Moments>,
    sent: AtomicU64,
}

/// Durations are measured by the clock that nobody sets.
#[derive(Debug, Default)]
struct Moments {
    counters: Counters,
    woke: Option<Instant>,
    active: Option<Instant>,
}

impl Ledger {
    pub(super) fn awake(&self) {
        let mut moments = self.moments();
        let now = SystemTime::now();
        moments.counters.starts += 1;
        moments.counters.started_at = Some(now);
        moments.counters.awake_since = Some(now);
        moments.woke = Some(Instant::now());
        moments.active = Some(Instant::now());
    }

    pub(super) fn asleep(&self) {
        let mut moments = self.moments();
        let Some(woke) = moments.woke.take() else { return };
        moments.counters.awake_for += woke.elapsed();
        moments.counters.awake_since = None;
        moments.counters.suspended_at = Some(SystemTime::now());
    }

    pub(super) fn touch(&self) {
        self.active_since(Duration::ZERO);
    }

    /// Notes activity some time ago; later activity stays.
    pub(super) fn active_since(&self, ago: Duration) {
        let mut moments = self.moments();
        moments.active = moments.active.max(Instant::now().checked_sub(ago));
    }

    /// Since when nothing has happened.
    pub(super) fn last_active(&self) -> Instant {
        self.moments().active.unwrap_or_else(Instant::now)
    }

    pub(super) fn sent(&self, bytes: u64) {
        self.sent.fetch_add(bytes, Ordering::Relaxed);
    }

    pub(super) fn counters(&self) -> Counters {
        let moments = self.moments();
        let mut counters = moments.counters.clone();
        counters.awake_for += moments.woke.map_or(Duration::ZERO, |woke| woke.elapsed());
        counters.last_active =
            moments.active.and_then(|active| SystemTime::now().checked_sub(active.elapsed()));
        counters.sent = self.sent.load(Ordering::Relaxed);
        counters
    }

    fn moments(&self) -> MutexGuard<'_, Moments> {
        self.moments.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
