//! What may expire, and when.

use jiff::{SignedDuration, Timestamp};

use crate::state::Refusal;

const LONGEST: SignedDuration = SignedDuration::from_hours(30 * 24);
/// Neon's own clock and ours differ a little, and a request takes a moment.
const TOLERANCE: SignedDuration = SignedDuration::from_secs(60);

/// Checks the moment of an expiry, and answers the seconds until then.
pub(super) fn check(expires_at: Timestamp, now: Timestamp) -> Result<i64, Refusal> {
    let life = expires_at.duration_since(now);
    if life <= SignedDuration::ZERO {
        return Err(Refusal::invalid("expires_at must be in the future"));
    }
    if life > LONGEST + TOLERANCE {
        return Err(Refusal::invalid("expires_at must be within 30 days"));
    }
    // A request takes a moment: who says two days means two days.
    Ok((life + SignedDuration::from_millis(500)).as_secs().max(1))
}

/// The same life again from now; none where the calendar ends.
pub(super) fn rearm(seconds: i64, now: Timestamp) -> Option<Timestamp> {
    now.checked_add(SignedDuration::from_secs(seconds)).ok()
}
