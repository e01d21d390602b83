//! What a record says: success and duration by environment and operation, refusals, set-up.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;

use crate::Event;

/// Events that open or prove a connection.
const CONNECTIONS: [&str; 2] = ["connection", "verify"];
/// Events that a set-up begins with, and ends with.
const SETUP_BEGINS: [&str; 2] = ["local_start", "create"];
const SETUP_ENDS: [&str; 3] = ["verify", "connection", "migrate"];
/// Events that are counted elsewhere, or are no operation.
const NO_OPERATIONS: [&str; 6] =
    ["connection", "verify", "answer", "refusal", "over_budget", "deleted"];

/// How attempts ended, and how long they took.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Outcomes {
    /// How many there were.
    pub total: u64,
    /// How many of them failed.
    pub failed: u64,
    /// The median of their durations, in milliseconds.
    pub p50_ms: Option<u64>,
    /// The duration that 95 % of them did not exceed, in milliseconds.
    pub p95_ms: Option<u64>,
    /// When the last one succeeded.
    pub last_success: Option<Timestamp>,
    /// How many failed for each reason.
    pub codes: BTreeMap<String, u64>,
    /// How many branches they were about, where they say it.
    pub branches: u64,
    #[serde(skip)]
    durations: Vec<u64>,
}

/// What a record says.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Summary {
    /// Connections by environment.
    pub connections: BTreeMap<String, Outcomes>,
    /// Operations by name: `create`, `sweep`, `migrate`.
    pub operations: BTreeMap<String, Outcomes>,
    /// Refusals by code.
    pub refusals: BTreeMap<String, u64>,
    /// Seconds from the first step of a set-up to the first database that answered, outside of CI.
    pub setup_seconds: Option<f64>,
    /// How many events there are.
    pub events: usize,
    /// Lines of the record that cannot be read.
    pub damaged: usize,
}

impl Summary {
    /// Counts events, which are in the order of time.
    #[must_use]
    pub fn of(events: &[Event], damaged: usize) -> Self {
        let mut summary = Self { events: events.len(), damaged, ..Self::default() };
        let mut setup_began = None;
        for event in events {
            let name = &*event.event;
            if let Some(code) = event.code.as_deref().filter(|_| name == "refusal") {
                *summary.refusals.entry(code.to_owned()).or_default() += 1;
            }
            if CONNECTIONS.contains(&name) {
                let environment = event.environment.clone().into_owned();
                summary.connections.entry(environment).or_default().add(event);
            } else if !NO_OPERATIONS.contains(&name) {
                summary.operations.entry(name.to_owned()).or_default().add(event);
            }
            if event.ci {
                continue;
            }
            if SETUP_BEGINS.contains(&name) && setup_began.is_none() {
                setup_began = Some(event.t);
            }
            if let Some(began) = setup_began
                && summary.setup_seconds.is_none()
                && event.ok
                && SETUP_ENDS.contains(&name)
            {
                summary.setup_seconds = Some(event.t.duration_since(began).as_secs_f64().max(0.0));
            }
        }
        let all = summary.connections.values_mut().chain(summary.operations.values_mut());
        all.for_each(Outcomes::measure);
        summary
    }
}

impl Outcomes {
    fn add(&mut self, event: &Event) {
        self.total += 1;
        self.branches += event.count.unwrap_or_default();
        self.durations.extend(event.ms);
        if event.ok {
            self.last_success = self.last_success.max(Some(event.t));
        } else {
            self.failed += 1;
            let code = event.code.as_deref().unwrap_or("unknown");
            *self.codes.entry(code.to_owned()).or_default() += 1;
        }
    }

    fn measure(&mut self) {
        self.durations.sort_unstable();
        let at = |part: usize| {
            let last = self.durations.len().checked_sub(1)?;
            self.durations.get((last * part).div_ceil(100)).copied()
        };
        (self.p50_ms, self.p95_ms) = (at(50), at(95));
    }

    /// The part that succeeded, in percent; `None` where there was nothing.
    #[must_use]
    pub fn success_percent(&self) -> Option<f64> {
        #[expect(clippy::cast_precision_loss, reason = "a record has fewer than 2^53 events")]
        (self.total > 0).then(|| 100.0 * (self.total - self.failed) as f64 / self.total as f64)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use skate_env_core::{Code, Environment};

    use super::*;

    fn at(second: i64, event: Event) -> Event {
        Event { t: Timestamp::from_second(1_796_000_000 + second).unwrap(), ..event }
    }

    #[test]
    fn events_are_counted_where_they_belong() {
        let verify = || Event::new("verify", false).environment(Environment::Staging);
        let events = [
            at(0, Event::new("create", true)),
            at(1, Event::new("local_start", false)),
            at(5, verify().failed(Code::DatabaseUnavailable)),
            at(31, verify().after(Duration::from_millis(80))),
            at(40, verify().after(Duration::from_millis(20))),
            at(50, Event::new("refusal", false).failed(Code::ProductionTarget)),
            at(60, Event { count: Some(3), ..Event::new("sweep", true) }),
            at(70, Event::new("sweep", true).failed(Code::GithubUnavailable)),
        ];
        let summary = Summary::of(&events, 2);
        let staging = &summary.connections["staging"];
        assert_eq!((staging.total, staging.failed), (3, 1));
        assert_eq!((staging.p50_ms, staging.p95_ms), (Some(80), Some(80)));
        assert_eq!(staging.codes["database_unavailable"], 1);
        let sweep = &summary.operations["sweep"];
        assert_eq!((sweep.total, sweep.failed, sweep.branches), (2, 1, 3));
        assert_eq!(sweep.last_success, Some(events[6].t));
        assert_eq!(summary.refusals["production_target"], 1);
        assert_eq!(summary.setup_seconds.map(|it| format!("{it:.0}")), Some("30".to_owned()));
        assert_eq!((summary.events, summary.damaged), (8, 2));
        assert!(!summary.operations.contains_key("refusal"));
    }

    #[test]
    fn an_empty_record_says_nothing() {
        let summary = Summary::of(&[], 0);
        assert_eq!(summary, Summary::default());
        assert_eq!(Outcomes::default().success_percent(), None);
    }
}
