//! What branches used, by hour, day or month: from the times for which their computes ran, their
//! sizes and their ages.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Branch, State};

/// As long as Neon keeps the figures of days.
const KEPT: jiff::SignedDuration = jiff::SignedDuration::from_hours(60 * 24);
/// The most times of a branch that are kept; older ones are joined.
const MOST: usize = 2_000;

/// A time for which a compute ran, from a wake to the next suspension.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct AwakeTime {
    pub(crate) from: Timestamp,
    pub(crate) until: Timestamp,
    /// How much it used of one unit, in seconds.
    pub(crate) unit_seconds: f64,
    /// Bytes sent to clients.
    pub(crate) sent: u64,
}

/// What consumption is made from, of a branch that exists or was deleted.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct UsedBranch {
    pub(crate) created_at: Timestamp,
    pub(crate) deleted_at: Option<Timestamp>,
    pub(crate) is_root: bool,
    pub(crate) logical_bytes: f64,
    pub(crate) written_bytes: f64,
    pub(crate) awake: Vec<AwakeTime>,
}

/// Neon's metrics of a span of time.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Consumption {
    pub(crate) compute_unit_seconds: f64,
    pub(crate) root_byte_hours: f64,
    pub(crate) child_byte_hours: f64,
    pub(crate) child_branch_hours: f64,
    pub(crate) public_bytes: f64,
}

impl UsedBranch {
    /// A branch with the time for which its compute runs now.
    pub(crate) fn of(branch: &Branch, now: Timestamp) -> Self {
        let mut awake = branch.awake.clone();
        let running = branch.counters.since_start;
        let length = jiff::SignedDuration::try_from_secs_f64(running.active_time_seconds);
        let from = length.ok().and_then(|length| now.checked_sub(length).ok());
        if let Some(from) = from.filter(|_| running.active_time_seconds > 0.0) {
            let (unit_seconds, sent) = (running.compute_time_seconds, running.data_transfer_bytes);
            awake.push(AwakeTime { from, until: now, unit_seconds, sent });
        }
        #[expect(clippy::cast_precision_loss, reason = "sizes in bytes")]
        let bytes = |size: u64| size as f64;
        Self {
            created_at: branch.created_at,
            deleted_at: None,
            is_root: branch.parent_id.is_none(),
            logical_bytes: bytes(
                u64::try_from(branch.logical_size.unwrap_or_default()).unwrap_or(0),
            ),
            written_bytes: bytes(branch.counters.written_data_bytes),
            awake,
        }
    }

    /// What it used in a span. Its size is the one that was recorded last: the past ones are not known.
    pub(crate) fn within(&self, from: Timestamp, to: Timestamp) -> Consumption {
        let end = self.deleted_at.map_or(to, |deleted| deleted.min(to));
        let hours = seconds(self.created_at.max(from), end) / 3_600.0;
        let mut used = Consumption::default();
        for time in &self.awake {
            let length = seconds(time.from, time.until);
            let part = if length > 0.0 {
                seconds(time.from.max(from), time.until.min(to)) / length
            } else {
                0.0
            };
            used.compute_unit_seconds += time.unit_seconds * part;
            #[expect(clippy::cast_precision_loss, reason = "sizes in bytes")]
            let sent = time.sent as f64;
            used.public_bytes += sent * part;
        }
        if self.is_root {
            used.root_byte_hours = self.logical_bytes * hours;
        } else {
            used.child_byte_hours = self.written_bytes.min(self.logical_bytes) * hours;
            used.child_branch_hours = hours;
        }
        used
    }
}

fn seconds(from: Timestamp, to: Timestamp) -> f64 {
    to.duration_since(from).as_secs_f64().max(0.0)
}

impl State {
    /// Keeps what a branch used that is being deleted: the project's figures hold it.
    pub(crate) fn keep_consumption(&mut self, branch: &Branch, now: Timestamp) {
        let used = UsedBranch { deleted_at: Some(now), ..UsedBranch::of(branch, now) };
        self.deleted_branches.push(used);
        let is_kept =
            |time: Option<Timestamp>| time.is_none_or(|time| now.duration_since(time) < KEPT);
        self.deleted_branches.retain(|branch| is_kept(branch.deleted_at));
    }
}

impl Branch {
    /// Adds the time for which its compute ran until now.
    pub(crate) fn add_awake_time(&mut self, now: Timestamp) {
        let running = Self { awake: Vec::new(), ..self.clone() };
        self.awake.extend(UsedBranch::of(&running, now).awake);
        self.awake.retain(|time| now.duration_since(time.until) < KEPT);
        if self.awake.len() > MOST {
            let second = self.awake.remove(1);
            let first = &mut self.awake[0];
            first.until = second.until;
            first.unit_seconds += second.unit_seconds;
            first.sent += second.sent;
        }
    }
}
