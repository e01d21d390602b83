//! Keeps every route under a service's rate limit: one budget for all clones of a client.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use super::{Method, RateBudget};

/// When each route may be used next, if it were used evenly.
#[derive(Debug)]
pub(super) struct RateLimit {
    budget: RateBudget,
    routes: Mutex<HashMap<(Method, &'static str), Duration>>,
}

impl RateLimit {
    pub(super) fn new(budget: RateBudget) -> Self {
        Self { budget, routes: Mutex::default() }
    }

    /// Takes one request from the budget, and says when it may be sent.
    pub(super) fn reserve(&self, method: Method, route: &'static str, now: Duration) -> Duration {
        let mut routes = self.routes.lock().unwrap_or_else(PoisonError::into_inner);
        let even = routes.entry((method, route)).or_default();
        *even = (*even).max(now);
        let moment = even.saturating_sub(self.budget.lead()).max(now);
        *even += self.budget.interval();
        moment
    }

    /// After a 429: the route is not used before `until`, and evenly from then on.
    pub(super) fn hold(&self, method: Method, route: &'static str, until: Duration) {
        let mut routes = self.routes.lock().unwrap_or_else(PoisonError::into_inner);
        let even = routes.entry((method, route)).or_default();
        *even = (*even).max(until + self.budget.lead());
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::super::Method::{Delete, Get};
    use super::RateLimit;
    use crate::neon::NEON;

    #[test]
    fn any_minute_holds_700_and_any_second_40() {
        let limit = RateLimit::new(NEON.budget);
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
        let limit = RateLimit::new(NEON.budget);
        for _ in 0..NEON.budget.at_once {
            assert_eq!(limit.reserve(Get, "/a", Duration::ZERO), Duration::ZERO);
        }
        assert!(limit.reserve(Get, "/a", Duration::ZERO) > Duration::ZERO);
        assert_eq!(limit.reserve(Get, "/b", Duration::ZERO), Duration::ZERO);
        assert_eq!(limit.reserve(Delete, "/a", Duration::ZERO), Duration::ZERO);
    }

    #[test]
    fn a_held_route_begins_again_evenly() {
        let limit = RateLimit::new(NEON.budget);
        limit.hold(Get, "/a", Duration::from_secs(5));
        let moments: Vec<_> = (0..3).map(|_| limit.reserve(Get, "/a", Duration::ZERO)).collect();
        assert_eq!(moments[0], Duration::from_secs(5));
        assert!(moments[1] > moments[0] && moments[2] > moments[1]);
    }
}
