//! The whole month, from what was used so far.

use jiff::{SignedDuration, Timestamp};

use crate::{Bucket, History, Month, PlanPrices, Usage};

const LOOK_BACK: SignedDuration = SignedDuration::from_hours(7 * 24);
/// Hours of a whole day.
const DAY: f64 = 24.0;
const EXACT: f64 = 1e-6;

/// What the whole month will cost, in dollars.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Projection {
    /// If the rest is like the quietest of the last seven days.
    pub low: f64,
    /// If the rest is like the last seven days.
    pub expected: f64,
    /// If the rest is like the busiest of the last seven days.
    pub high: f64,
    /// How many days it is made from; 0 where no day is complete, and the time so far stands for all.
    pub days: usize,
}

/// Projects the month: what was used so far, and the rate of the last seven complete days for the
/// hours that are left. Quantities are projected, not amounts, so that allowances count once.
/// `None` without any usage, or when the month is over.
#[must_use]
pub fn project(
    history: &History,
    plan: &PlanPrices,
    month: Month,
    now: Timestamp,
) -> Option<Projection> {
    let so_far = history.buckets();
    let left = month.hours_left(now);
    if so_far.is_empty() || left <= 0.0 {
        return None;
    }
    // A night is no quiet day: what is known of today counts, and says nothing of the others.
    let is_recent = |bucket: &&Bucket| {
        let end = bucket.end();
        (bucket.hours - DAY).abs() < EXACT && end <= now && now.duration_since(end) < LOOK_BACK
    };
    let days: Vec<Bucket> = so_far.iter().filter(is_recent).copied().collect();
    let days = if days.is_empty() { vec![sum(&so_far)?] } else { days };
    let whole = |rate: &Bucket| {
        let rest =
            Bucket { start: now, hours: left, usage: rate.usage.sane() * (left / rate.hours) };
        let mut month = so_far.clone();
        month.push(rest);
        plan.dollars_of(&month)
    };
    let each: Vec<f64> = days.iter().filter(|day| day.hours > 0.0).map(whole).collect();
    let expected = whole(&sum(&days)?);
    Some(Projection {
        low: each.iter().copied().fold(expected, f64::min),
        expected,
        high: each.iter().copied().fold(expected, f64::max),
        days: if so_far.iter().any(|bucket| is_recent(&bucket)) { days.len() } else { 0 },
    })
}

fn sum(buckets: &[Bucket]) -> Option<Bucket> {
    let start = buckets.iter().map(|bucket| bucket.start).min()?;
    let hours = buckets.iter().map(|bucket| bucket.hours.max(0.0)).sum();
    let usage: Usage = buckets.iter().map(|bucket| bucket.usage.sane()).sum();
    (hours > 0.0).then_some(Bucket { start, hours, usage })
}
