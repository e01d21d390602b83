//! Decides whether and when to retry a request: by the reason, within a count and a deadline.

use std::time::Duration;

use jiff::{Timestamp, fmt::rfc2822};

use super::{
    service::Service,
    transport::{TransportError, TransportReply},
};

/// How often and how long a request is retried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    /// The most requests that one call may take.
    pub attempts: u32,
    /// The longest that one call may take, waiting included.
    pub deadline: Duration,
    /// The longest first pause; each next one may be twice as long.
    pub first_pause: Duration,
    /// The longest pause, unless the service asks for more.
    pub max_pause: Duration,
}

impl Default for RetryPolicy {
    /// Two minutes: Neon holds its lock on a project for tens of seconds.
    fn default() -> Self {
        Self {
            attempts: 30,
            deadline: Duration::from_secs(120),
            first_pause: Duration::from_millis(500),
            max_pause: Duration::from_secs(10),
        }
    }
}

impl TransportReply {
    /// Whether it says when the next request may come.
    pub(super) fn says_when(&self) -> bool {
        self.retry_after.is_some() || self.rate_limit_reset.is_some()
    }
}

/// How one attempt ended, where it may be worth another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RetryReason {
    /// 423: another operation holds the project. Nothing was done.
    Locked,
    /// 429, or a 403 that says when to come again: too many requests. Nothing was done.
    Limited,
    /// 503: the service says that nothing was done.
    Unavailable,
    /// The request did not leave.
    NotSent,
    /// It may have arrived: no reply, or one of a gateway on the way.
    Lost,
}

impl RetryReason {
    pub(super) fn of(
        outcome: &Result<TransportReply, TransportError>,
        service: &Service,
    ) -> Option<Self> {
        match outcome {
            Ok(incoming) => match incoming.status {
                403 if service.limits_with_403 && incoming.says_when() => Some(Self::Limited),
                500 if service.repeats_500 => Some(Self::Lost),
                423 => Some(Self::Locked),
                429 => Some(Self::Limited),
                503 => Some(Self::Unavailable),
                502 | 504 => Some(Self::Lost),
                _ => None,
            },
            Err(TransportError::NotSent(_)) => Some(Self::NotSent),
            Err(TransportError::Lost(_)) => Some(Self::Lost),
            Err(TransportError::Impossible(_)) => None,
        }
    }
}

/// One attempt among others of the same call.
#[derive(Clone, Copy, Debug)]
pub(super) struct Attempt {
    pub(super) reason: RetryReason,
    pub(super) idempotent: bool,
    /// How many there were, this one included.
    pub(super) count: u32,
    /// Since the first one.
    pub(super) elapsed: Duration,
    /// What the service asks for.
    pub(super) retry_after: Option<Duration>,
    /// From 0 to 1.
    pub(super) random: f64,
}

/// The pause before the next attempt; `None` to give up.
pub(super) fn decide(policy: &RetryPolicy, attempt: Attempt) -> Option<Duration> {
    let Attempt { reason, idempotent, count, elapsed, retry_after, random } = attempt;
    if (reason == RetryReason::Lost && !idempotent) || count >= policy.attempts {
        return None;
    }
    let doubled = policy.first_pause.saturating_mul(1 << (count - 1).min(16));
    let longest = doubled.min(policy.max_pause);
    // From half to whole: spread, and never so short that every attempt is spent on one lock.
    let random = if random.is_nan() { 1.0 } else { random.clamp(0.0, 1.0) };
    let pause = longest.mul_f64(0.5 + random / 2.0);
    let pause =
        retry_after.map_or(pause, |asked| asked.saturating_add(pause.min(policy.first_pause)));
    (elapsed.saturating_add(pause) <= policy.deadline).then_some(pause)
}

/// How long a reply asks to wait: `Retry-After`, or the end of a rate limit that is used up.
pub(super) fn asked_pause(reply: &TransportReply, now: Timestamp) -> Option<Duration> {
    let reset = || {
        let end = Timestamp::from_second(reply.rate_limit_reset.as_ref()?.trim().parse().ok()?);
        Some(Duration::try_from(end.ok()?.duration_since(now)).unwrap_or_default())
    };
    reply.retry_after.as_deref().and_then(|text| retry_after(text, now)).or_else(reset)
}

/// `Retry-After`: seconds, or a date.
fn retry_after(header: &str, now: Timestamp) -> Option<Duration> {
    let header = header.trim();
    if let Ok(seconds) = header.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date = rfc2822::DateTimeParser::new().parse_timestamp(header).ok()?;
    Some(Duration::try_from(date.duration_since(now)).unwrap_or_default())
}

#[cfg(test)]
mod tests;
