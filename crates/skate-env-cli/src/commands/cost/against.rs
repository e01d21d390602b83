//! Compares the cost with what it would have been: a saving always names its baseline.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use skate_env_core::Class;
use skate_env_cost::{DeletedBranch, Estimate, always_on, without_deletion};
use skate_env_report::{EventKind, EventRecord, record};

use super::report::usd;
use crate::{cost_history::CostHistory, failure::Failure, neon_session::NeonSession};

/// A baseline, and what was saved.
#[derive(Debug, Serialize)]
pub(crate) struct Compared {
    /// `always-on`, `defaults` or `file`.
    pub(crate) against: &'static str,
    #[serde(rename = "cost_usd", serialize_with = "usd")]
    pub(crate) cost: i64,
    #[serde(rename = "baseline_usd", serialize_with = "usd")]
    pub(crate) baseline: i64,
    #[serde(rename = "saved_usd", serialize_with = "usd")]
    pub(crate) saved: i64,
}

/// An earlier answer of `cost --output json`.
#[derive(Deserialize)]
struct Earlier {
    total_usd: f64,
}

impl Compared {
    fn new(against: &'static str, cost: f64, baseline: f64) -> Self {
        #[expect(clippy::cast_possible_truncation, reason = "no bill has 2^53 cents")]
        let cents = |dollars: f64| (dollars * 100.0).round() as i64;
        let (cost, baseline) = (cents(cost), cents(baseline));
        Self { against, cost, baseline, saved: baseline - cost }
    }

    /// The saved part, in percent.
    pub(crate) fn percent(&self) -> Option<i64> {
        (self.baseline > 0).then(|| (100 * self.saved + self.baseline / 2) / self.baseline)
    }
}

/// The comparison that was asked for; otherwise with computes that are never suspended, where the
/// plan has a price.
pub(super) fn compare(
    session: &NeonSession<'_>,
    cost: &CostHistory,
    against: Option<&str>,
    estimate: &Estimate,
) -> Result<Option<Compared>, Failure> {
    let CostHistory { history, plan, month, now, .. } = cost;
    let compared = match against {
        Some("defaults") => {
            let deleted = deleted(session, cost);
            let compared = without_deletion(history, plan, *month, *now, &deleted);
            Compared::new("defaults", compared.cost, compared.baseline)
        }
        None | Some("always-on") => {
            let compared = always_on(history, plan, *month, *now);
            if against.is_none() && (compared.baseline <= 0.0 || plan.cu_hour <= 0.0) {
                return Ok(None);
            }
            Compared::new("always-on", compared.cost, compared.baseline)
        }
        Some(file) => {
            #[expect(clippy::cast_precision_loss, reason = "no bill has 2^53 cents")]
            let total = estimate.total_cents as f64 / 100.0;
            Compared::new("file", total, earlier(session, file)?)
        }
    };
    Ok(Some(compared))
}

fn earlier(session: &NeonSession<'_>, file: &str) -> Result<f64, Failure> {
    let unusable = || {
        Failure::usage(
            "Cannot compare with the file of --against: it is no answer of `skate-env cost --output json`.",
            "Name such a file, `always-on` or `defaults`.",
        )
    };
    let path: PathBuf = session.context.directory.join(file);
    let text = std::fs::read(path).map_err(|_| unusable())?;
    let earlier: Earlier = serde_json::from_slice(&text).map_err(|_| unusable())?;
    Ok(earlier.total_usd)
}

/// The branches that skate-env deleted this month, by the record.
pub(super) fn deleted(session: &NeonSession<'_>, cost: &CostHistory) -> Vec<DeletedBranch> {
    let files = EventRecord::at(&session.context.project()).files();
    let recorded = record::read(&[files], cost.month.start()).events.into_iter();
    let deletions = recorded.filter(|event| event.event == EventKind::Deleted);
    deletions
        .map(|event| DeletedBranch {
            class: Class::ALL
                .into_iter()
                .find(|class| class.as_str() == event.class)
                .unwrap_or(Class::Feature),
            at: event.t,
        })
        .collect()
}
