//! What a record says: success and duration by environment and operation, refusals, set-up.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;
use skate_env_core::Environment;

use crate::{Event, event_kind::Role};

/// What stands for a name of a record that cannot be ours.
const OTHER: &str = "other";
/// The longest code.
const LONGEST_CODE: usize = 40;

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
            let kind = event.event;
            match kind.role() {
                Role::Connection => {
                    let environment = environment(event).to_owned();
                    summary.connections.entry(environment).or_default().add(event);
                }
                Role::Operation => {
                    summary.operations.entry(kind.as_str().to_owned()).or_default().add(event);
                }
                Role::Refusal => {
                    *summary.refusals.entry(code(event).to_owned()).or_default() += 1;
                }
                Role::None => {}
            }
            if event.ci {
                continue;
            }
            if kind.begins_setup() && setup_began.is_none() {
                setup_began = Some(event.t);
            }
            if let Some(began) = setup_began
                && summary.setup_seconds.is_none()
                && event.ok
                && kind.ends_setup()
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
            *self.codes.entry(code(event).to_owned()).or_default() += 1;
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

/// The environment of an event: one of ours, whatever the record says.
fn environment(event: &Event) -> &'static str {
    let known = Environment::ALL.into_iter().map(Environment::as_str);
    known.into_iter().find(|known| *known == event.environment).unwrap_or(OTHER)
}

/// The code of an event, if it has the form of one.
fn code(event: &Event) -> &str {
    let code = event.code.as_deref().unwrap_or("unknown");
    let is_code = (1..=LONGEST_CODE).contains(&code.len())
        && code.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'));
    if is_code { code } else { OTHER }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use skate_env_core::{Code, Environment};

    use super::*;
    use crate::EventKind::{self, Create, LocalStart, Refusal, Sweep, Verify};

    fn at(second: i64, event: Event) -> Event {
        Event { t: Timestamp::from_second(1_796_000_000 + second).unwrap(), ..event }
    }

    #[test]
    fn events_are_counted_where_they_belong() {
        let verify = || Event::new(Verify, false).environment(Environment::Staging);
        let events = [
            at(0, Event::new(Create, true)),
            at(1, Event::new(LocalStart, false)),
            at(5, verify().failed(Code::DatabaseUnavailable)),
            at(31, verify().after(Duration::from_millis(80))),
            at(40, verify().after(Duration::from_millis(20))),
            at(50, Event::new(Refusal, false).failed(Code::ProductionTarget)),
            at(60, Event { count: Some(3), ..Event::new(Sweep, true) }),
            at(70, Event::new(Sweep, true).failed(Code::GithubUnavailable)),
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
    fn what_somebody_else_wrote_names_no_row() {
        let line = r#"{"t":"2026-11-29T12:00:00Z","event":"EVENT","environment":"feature/secret","ok":false,"code":"feature/secret"}"#;
        let read =
            |name: &str| -> Event { serde_json::from_str(&line.replace("EVENT", name)).unwrap() };
        let names = ["verify", "feature/secret", "refusal", "sweep", "other"];
        let summary = Summary::of(&names.map(read), 0);
        assert!(!format!("{summary:?}").contains("secret"), "{summary:?}");
        assert_eq!(summary.connections["other"].codes["other"], 1);
        assert_eq!(summary.refusals["other"], 1);
        assert_eq!(summary.operations.keys().collect::<Vec<_>>(), ["sweep"]);
        assert_eq!(summary.events, 5);
    }

    #[test]
    fn each_kind_is_read_as_it_is_written() {
        for kind in EventKind::ALL {
            let text = serde_json::to_string(&kind).unwrap();
            assert_eq!(text, format!("\"{}\"", kind.as_str()));
            assert_eq!(serde_json::from_str::<EventKind>(&text).unwrap(), kind);
        }
    }

    #[test]
    fn an_empty_record_says_nothing() {
        let summary = Summary::of(&[], 0);
        assert_eq!(summary, Summary::default());
        assert_eq!(Outcomes::default().success_percent(), None);
    }
}
