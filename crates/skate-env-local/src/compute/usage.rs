//! What a compute has used since this process started: starts, time, bytes.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};

/// Figures since this process started; the state file holds those from before.
#[derive(Clone, Debug, Default)]
pub(crate) struct Usage {
    /// How often a server was started.
    pub(crate) starts: u64,
    /// How long a server ran, up to now.
    pub(crate) running_for: Duration,
    /// When the server was started, if it runs.
    pub(crate) running_since: Option<SystemTime>,
    pub(crate) started_at: Option<SystemTime>,
    pub(crate) suspended_at: Option<SystemTime>,
    /// When a query, a transaction or a lease was last seen.
    pub(crate) last_active: Option<SystemTime>,
    /// Bytes sent to clients.
    pub(crate) sent: u64,
}

#[derive(Debug, Default)]
pub(super) struct UsageTracker {
    state: Mutex<TrackerState>,
    sent: AtomicU64,
}

/// Durations are measured by the monotonic clock.
#[derive(Debug, Default)]
struct TrackerState {
    usage: Usage,
    started: Option<Instant>,
    active: Option<Instant>,
}

impl UsageTracker {
    pub(super) fn record_start(&self) {
        let mut state = self.state();
        let now = SystemTime::now();
        state.usage.starts += 1;
        state.usage.started_at = Some(now);
        state.usage.running_since = Some(now);
        state.started = Some(Instant::now());
        state.active = Some(Instant::now());
    }

    pub(super) fn record_stop(&self) {
        let mut state = self.state();
        let Some(started) = state.started.take() else { return };
        state.usage.running_for += started.elapsed();
        state.usage.running_since = None;
        state.usage.suspended_at = Some(SystemTime::now());
    }

    pub(super) fn record_activity(&self) {
        self.record_activity_before(Duration::ZERO);
    }

    /// Records activity some time ago; later activity that is recorded already remains.
    pub(super) fn record_activity_before(&self, ago: Duration) {
        let mut state = self.state();
        state.active = state.active.max(Instant::now().checked_sub(ago));
    }

    pub(super) fn last_active(&self) -> Instant {
        self.state().active.unwrap_or_else(Instant::now)
    }

    pub(super) fn add_sent(&self, bytes: u64) {
        self.sent.fetch_add(bytes, Ordering::Relaxed);
    }

    pub(super) fn usage(&self) -> Usage {
        let state = self.state();
        let mut usage = state.usage.clone();
        usage.running_for += state.started.map_or(Duration::ZERO, |started| started.elapsed());
        usage.last_active =
            state.active.and_then(|active| SystemTime::now().checked_sub(active.elapsed()));
        usage.sent = self.sent.load(Ordering::Relaxed);
        usage
    }

    fn state(&self) -> MutexGuard<'_, TrackerState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
