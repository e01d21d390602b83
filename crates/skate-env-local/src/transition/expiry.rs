//! When a branch may expire.

use jiff::{SignedDuration, Timestamp};

use crate::state::ApiError;

const MAX_LIFETIME: SignedDuration = SignedDuration::from_hours(30 * 24);
/// Neon's own clock and ours differ a little, and a request takes a moment.
const TOLERANCE: SignedDuration = SignedDuration::from_secs(60);

/// Checks the time of an expiry, and returns the seconds until then.
pub(super) fn check(expires_at: Timestamp, now: Timestamp) -> Result<i64, ApiError> {
    let lifetime = expires_at.duration_since(now);
    if lifetime <= SignedDuration::ZERO {
        return Err(ApiError::invalid("expires_at must be in the future"));
    }
    if lifetime > MAX_LIFETIME + TOLERANCE {
        return Err(ApiError::invalid("expires_at must be within 30 days"));
    }
    // A request takes some time: `in two days` means two whole days.
    Ok((lifetime + SignedDuration::from_millis(500)).as_secs().max(1))
}

/// The same lifetime again from now; `None` where the calendar ends.
pub(super) fn renew(seconds: i64, now: Timestamp) -> Option<Timestamp> {
    now.checked_add(SignedDuration::from_secs(seconds)).ok()
}
