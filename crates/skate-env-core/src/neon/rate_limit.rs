//! Keeps every route under Neon's rate limit: one budget for all clones of a client.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use super::Method;

/// Neon allows 700 a minute and bursts of 40 a second on each route. Ten at once and 11.5 a
/// second are never more than 700 in any minute, wherever a minute begins, nor 40 in a second.
const AT_ONCE: u32 = 10;
const PER_MINUTE: u32 = 690;
const INTERVAL: Duration = Duration::from_nanos(60_000_000_000 / PER_MINUTE as u64);
const LEAD: Duration = INTERVAL.saturating_mul(AT_ONCE - 1);

/// When each route may be used next, if it were used evenly.
#[derive(Debug, Default)]
pub(super) struct RateLimit(Mutex<HashMap<(Method, &'static str), Duration>>);

impl RateLimit {
    /// Takes one request from the budget, and says when it may be sent.
    pub(super) fn reserve(&self, method: Method, route: &'static str, now: Duration) -> Duration {
        let mut routes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let even = routes.entry((method, route)).or_default();
        *even = (*even).max(now);
        let moment = even.saturating_sub(LEAD).max(now);
        *even += INTERVAL;
        moment
    }

    /// After a 429: the route is not used before `until`, and evenly from then on.
    pub(super) fn hold(&self, method: Method, route: &'static str, until: Duration) {
        let mut routes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let even = routes.entry((method, route)).or_default();
        *even = (*even).max(until + LEAD);
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{AT_ONCE, RateLimit};
    use crate::neon::Method::{Delete, Get};

    #[test]
    fn any_minute_holds_700_and_any_second_40() {
        let limit = RateLimit::default();
        let sent: Vec<_> =
            (0..3_000).map(|_| limit.reserve(Delete, "/a", Duration::ZERO)).collect();
        let most = |window| {
            let windows = sent.iter().enumerate().map(|(first, begin)| {
                sent[first..].iter().take_while(|moment| **moment < *begin + window).count()
            });
            windows.max().unwrap()
        };
        assert_eq!(most(Duration::from_secs(60)), 700);
        assert!(most(Duration::from_secs(1)) <= 40, "{}", most(Duration::from_secs(1)));
    }

    #[test]
    fn routes_do_not_share() {
        let limit = RateLimit::default();
        for _ in 0..AT_ONCE {
            assert_eq!(limit.reserve(Get, "/a", Duration::ZERO), Duration::ZERO);
        }
        assert!(limit.reserve(Get, "/a", Duration::ZERO) > Duration::ZERO);
        assert_eq!(limit.reserve(Get, "/b", Duration::ZERO), Duration::ZERO);
        assert_eq!(limit.reserve(Delete, "/a", Duration::ZERO), Duration::ZERO);
    }

    #[test]
    fn a_held_route_begins_again_evenly() {
        let limit = RateLimit::default();
        limit.hold(Get, "/a", Duration::from_secs(5));
        let moments: Vec<_> = (0..3).map(|_| limit.reserve(Get, "/a", Duration::ZERO)).collect();
        assert_eq!(moments[0], Duration::from_secs(5));
        assert!(moments[1] > moments[0] && moments[2] > moments[1]);
    }
}
