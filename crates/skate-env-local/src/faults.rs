//! Fault injection, for tests of clients. There are no faults unless a test adds them.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::http::Method;
use serde::Deserialize;

/// The path of the requests that set faults, which Neon does not have.
pub(crate) const PATH: &str = "/faults";

/// The faults of one control plane. Clones are handles to the same faults.
#[derive(Clone, Debug, Default)]
pub struct Faults {
    shared: Arc<Shared>,
    over_http: bool,
}

#[derive(Debug, Default)]
struct Shared {
    rules: Mutex<Vec<FaultRule>>,
    operation_delay_ms: AtomicU64,
    fresh_consumption: AtomicBool,
}

/// Which requests get a fault.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct FaultRule {
    /// The method, such as `POST`; `None` matches every method.
    #[serde(default)]
    pub method: Option<String>,
    /// A part of the path, without `/api/v2`: `/branches`. Empty matches every path.
    #[serde(default)]
    pub path: String,
    /// How many requests get the fault before the rule is removed.
    #[serde(default = "once")]
    pub times: u32,
    /// The fault.
    pub what: Fault,
}

/// What happens to a request.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// It is answered with an error and not executed.
    Status {
        /// The HTTP status, 400 to 599.
        code: u16,
        /// The header `Retry-After`, in seconds.
        #[serde(default)]
        retry_after: Option<u32>,
    },
    /// It is executed later.
    Delay {
        /// How much later.
        milliseconds: u64,
    },
    /// It is executed, and the connection ends without an answer.
    LoseReply,
    /// It is not executed, and the connection ends without an answer.
    LoseRequest,
    /// It is executed, and the connection ends in the middle of the answer.
    CutReply,
}

impl Faults {
    /// Faults that can be set over HTTP, too: `POST /faults` and `DELETE /faults`, with the key.
    #[must_use]
    pub fn over_http() -> Self {
        Self { over_http: true, ..Self::default() }
    }

    /// Adds a rule. A request gets the fault of the first rule that matches it.
    pub fn add(&self, rule: FaultRule) {
        self.rules(|rules| rules.push(rule));
    }

    /// Removes all faults.
    pub fn clear(&self) {
        self.rules(Vec::clear);
        self.slow_operations(Duration::ZERO);
        self.show_fresh_consumption(false);
    }

    /// How many further requests get a fault.
    #[must_use]
    pub fn remaining(&self) -> u64 {
        self.rules(|rules| rules.iter().map(|rule| u64::from(rule.times)).sum())
    }

    /// Delays every operation.
    pub fn slow_operations(&self, delay: Duration) {
        let milliseconds = u64::try_from(delay.as_millis()).unwrap_or(u64::MAX);
        self.shared.operation_delay_ms.store(milliseconds, Ordering::Relaxed);
    }

    /// How long an operation waits before it starts.
    #[must_use]
    pub fn operation_delay(&self) -> Duration {
        Duration::from_millis(self.shared.operation_delay_ms.load(Ordering::Relaxed))
    }

    /// Shows consumption up to now; otherwise it is a quarter of an hour old, as on Neon.
    pub fn show_fresh_consumption(&self, fresh: bool) {
        self.shared.fresh_consumption.store(fresh, Ordering::Relaxed);
    }

    pub(crate) fn shows_fresh_consumption(&self) -> bool {
        self.shared.fresh_consumption.load(Ordering::Relaxed)
    }

    pub(crate) fn are_set_over_http(&self) -> bool {
        self.over_http
    }

    /// The fault of this request, which counts against its rule.
    pub(crate) fn next(&self, method: &Method, path: &str) -> Option<Fault> {
        if path == PATH {
            return None;
        }
        self.rules(|rules| {
            let at = rules.iter().position(|rule| rule.matches(method, path))?;
            rules[at].times -= 1;
            let what = rules[at].what.clone();
            rules.retain(|rule| rule.times > 0);
            Some(what)
        })
    }

    fn rules<T>(&self, change: impl FnOnce(&mut Vec<FaultRule>) -> T) -> T {
        change(&mut self.shared.rules.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl FaultRule {
    /// A rule for one request.
    #[must_use]
    pub fn once(method: &str, path: &str, what: Fault) -> Self {
        Self { method: Some(method.to_owned()), path: path.to_owned(), times: 1, what }
    }

    fn matches(&self, method: &Method, path: &str) -> bool {
        let same =
            self.method.as_ref().is_none_or(|name| name.eq_ignore_ascii_case(method.as_str()));
        self.times > 0 && same && path.contains(&self.path)
    }
}

fn once() -> u32 {
    1
}
