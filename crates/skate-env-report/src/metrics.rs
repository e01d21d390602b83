//! The metrics, under names that stay. No label holds a branch or a pull request: there would be
//! too many series.

use self::MetricKind::{Counter, Gauge};
use crate::Report;

/// A metric and its samples.
#[derive(Clone, Debug, PartialEq)]
pub struct Metric {
    /// Its name.
    pub name: &'static str,
    /// What it is.
    pub help: &'static str,
    /// What it counts in, as UCUM writes it.
    pub unit: &'static str,
    /// How its values go on.
    pub kind: MetricKind,
    /// Its samples.
    pub samples: Vec<Sample>,
}

/// How the values of a metric go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MetricKind {
    /// It only rises while the events of a time are counted.
    Counter,
    /// It rises and falls.
    Gauge,
}

impl MetricKind {
    /// As Prometheus writes it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Counter => "counter",
            Self::Gauge => "gauge",
        }
    }
}

/// A value under labels.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    /// Names and values.
    pub labels: Vec<(&'static str, String)>,
    /// The value.
    pub value: f64,
}

/// The metrics of a report.
#[must_use]
pub fn metrics(report: &Report) -> Vec<Metric> {
    let summary = &report.summary;
    let mut verify = Vec::new();
    let mut verify_seconds = Vec::new();
    for (environment, outcomes) in &summary.connections {
        let environment = || ("environment", environment.clone());
        for (result, count) in
            [("ok", outcomes.total - outcomes.failed), ("failed", outcomes.failed)]
        {
            let labels = vec![environment(), ("result", result.to_owned())];
            verify.push(Sample { labels, value: number(count) });
        }
        for (quantile, ms) in [("0.5", outcomes.p50_ms), ("0.95", outcomes.p95_ms)] {
            let labels = vec![environment(), ("quantile", quantile.to_owned())];
            let value = ms.map(|ms| number(ms) / 1_000.0);
            verify_seconds.extend(value.map(|value| Sample { labels, value }));
        }
    }
    let operations = || summary.operations.iter();
    let operation = |name: &String| ("operation", name.clone());
    let seconds = operations().filter_map(|(name, outcomes)| {
        let value = number(outcomes.p50_ms?) / 1_000.0;
        Some(Sample { labels: vec![operation(name)], value })
    });
    let last = operations().filter_map(|(name, outcomes)| {
        #[expect(clippy::cast_precision_loss, reason = "seconds since 1970")]
        let value = outcomes.last_success?.as_second() as f64;
        Some(Sample { labels: vec![operation(name)], value })
    });
    let refusals = summary.refusals.iter();
    let refusals = refusals.map(|(code, count)| Sample {
        labels: vec![("code", code.clone())],
        value: number(*count),
    });
    let setup = summary.setup_seconds.map(|value| Sample { labels: Vec::new(), value });
    let metric = |name, help, unit, kind, samples| Metric { name, help, unit, kind, samples };
    let all = vec![
        metric(
            "skate_env_verify_total",
            "Connections that were opened or proven, by result.",
            "{connection}",
            Counter,
            verify,
        ),
        metric(
            "skate_env_verify_seconds",
            "How long connections took.",
            "s",
            Gauge,
            verify_seconds,
        ),
        metric(
            "skate_env_operation_seconds",
            "The median duration of operations.",
            "s",
            Gauge,
            seconds.collect(),
        ),
        metric(
            "skate_env_last_success_timestamp_seconds",
            "When an operation last succeeded.",
            "s",
            Gauge,
            last.collect(),
        ),
        metric(
            "skate_env_branches",
            "Branches, by class and state.",
            "{branch}",
            Gauge,
            branches(report),
        ),
        metric(
            "skate_env_cost_usd",
            "What the branches cost this month.",
            "{USD}",
            Gauge,
            cost(report),
        ),
        metric(
            "skate_env_refusals_total",
            "Refusals, by code.",
            "{refusal}",
            Counter,
            refusals.collect(),
        ),
        metric(
            "skate_env_setup_seconds",
            "From the first step of a set-up to the first database that answered.",
            "s",
            Gauge,
            setup.into_iter().collect(),
        ),
    ];
    all.into_iter().filter(|metric| !metric.samples.is_empty()).collect()
}

fn branches(report: &Report) -> Vec<Sample> {
    let mut counts = std::collections::BTreeMap::<(String, &str), u64>::new();
    for branch in &report.branches {
        let state = match branch.awake {
            Some(true) => "awake",
            Some(false) => "asleep",
            None => "without_compute",
        };
        *counts.entry((branch.class.clone(), state)).or_default() += 1;
    }
    let sample = |((class, state), count): ((String, &str), u64)| Sample {
        labels: vec![("class", class), ("state", state.to_owned())],
        value: number(count),
    };
    counts.into_iter().map(sample).collect()
}

fn cost(report: &Report) -> Vec<Sample> {
    let rows = report.cost.iter().flat_map(|cost| &cost.spend);
    rows.flat_map(|row| {
        row.kinds.iter().map(|(kind, cents)| Sample {
            labels: vec![("class", row.class.clone()), ("kind", kind.clone())],
            #[expect(clippy::cast_precision_loss, reason = "no bill has 2^53 cents")]
            value: *cents as f64 / 100.0,
        })
    })
    .collect()
}

#[expect(clippy::cast_precision_loss, reason = "counts and milliseconds are small")]
fn number(count: u64) -> f64 {
    count as f64
}
