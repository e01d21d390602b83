use std::time::Duration;

use super::{Attempt, RetryPolicy, RetryReason, decide, retry_after};

const FIRST: Attempt = Attempt {
    reason: RetryReason::Locked,
    idempotent: false,
    count: 1,
    elapsed: Duration::ZERO,
    retry_after: None,
    random: 1.0,
};

fn pause(attempt: Attempt) -> Option<u128> {
    decide(&RetryPolicy::default(), attempt).map(|pause| pause.as_millis())
}

#[test]
fn pauses_double_up_to_the_longest() {
    let pauses: Vec<_> = (1..8).map(|count| pause(Attempt { count, ..FIRST })).collect();
    let expected = [500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000].map(Some);
    assert_eq!(pauses, expected);
}

#[test]
fn chance_takes_up_to_half_of_a_pause() {
    assert_eq!(pause(Attempt { random: 0.0, ..FIRST }), Some(250));
    assert_eq!(pause(Attempt { random: 0.5, ..FIRST }), Some(375));
    assert_eq!(pause(Attempt { random: f64::NAN, ..FIRST }), Some(500));
}

#[test]
fn what_may_have_arrived_is_repeated_only_when_that_is_harmless() {
    let lost = Attempt { reason: RetryReason::Lost, ..FIRST };
    assert_eq!(pause(lost), None);
    assert_eq!(pause(Attempt { idempotent: true, ..lost }), Some(500));
    for reason in
        [RetryReason::Locked, RetryReason::Limited, RetryReason::Unavailable, RetryReason::NotSent]
    {
        assert!(pause(Attempt { reason, ..FIRST }).is_some(), "{reason:?}");
    }
}

#[test]
fn what_neon_asks_for_is_waited_for_and_a_little_more() {
    let asked = Some(Duration::from_secs(30));
    assert_eq!(pause(Attempt { retry_after: asked, ..FIRST }), Some(30_500));
}

#[test]
fn count_and_deadline_end_it() {
    assert_eq!(pause(Attempt { count: 30, ..FIRST }), None);
    let late = Duration::from_millis(119_501);
    assert_eq!(pause(Attempt { elapsed: late, ..FIRST }), None);
    let asked = Some(Duration::from_secs(600));
    assert_eq!(pause(Attempt { retry_after: asked, ..FIRST }), None);
    assert_eq!(pause(Attempt { retry_after: Some(Duration::MAX), ..FIRST }), None);
}

#[test]
fn retry_after_is_seconds_or_a_date() {
    let now = "1994-11-06T08:49:30Z".parse().unwrap();
    let read = |header| retry_after(header, now);
    assert_eq!(read(" 7 "), Some(Duration::from_secs(7)));
    assert_eq!(read("Sun, 06 Nov 1994 08:49:37 GMT"), Some(Duration::from_secs(7)));
    assert_eq!(read("Sun, 06 Nov 1994 08:49:00 GMT"), Some(Duration::ZERO));
    assert_eq!(read("soon"), None);
}
