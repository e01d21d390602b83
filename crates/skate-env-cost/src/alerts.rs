//! Alerts: what somebody should look at before the invoice says it.

use jiff::{SignedDuration, Timestamp};

use crate::{Bucket, BudgetState, History};

/// A branch may be awake for this long before somebody should look: a working day.
const AWAKE_HOURS: i64 = 12;
/// The part of the allowance of branches at which somebody should look.
const PART_OF_ALLOWANCE: f64 = 0.8;
const EXPIRES_SOON: SignedDuration = SignedDuration::from_hours(24);
/// A sweep runs hourly; two are missed.
const SWEEP_OVERDUE: SignedDuration = SignedDuration::from_hours(3);
/// History that grew by this factor within the last week.
const HISTORY_GROWTH: f64 = 1.5;
/// Days of a week.
const WEEK: usize = 7;
/// Smaller histories grow by any factor.
const LEAST_HISTORY: f64 = 1e9;

/// What somebody should look at.
#[derive(Clone, Debug, PartialEq)]
pub enum Alert {
    /// A branch that is not production's has been awake for long.
    Awake {
        /// The branch.
        branch: String,
        /// How many hours.
        hours: i64,
    },
    /// The branches come near the allowance of the plan, or are above it.
    Branches {
        /// How many there are.
        count: usize,
        /// How many are included.
        included: usize,
    },
    /// The month exceeds its budget, or is projected to.
    Budget(BudgetState),
    /// The history of root branches grew by half within a week.
    History {
        /// Its size then, in bytes.
        before: f64,
        /// Its size now, in bytes.
        after: f64,
    },
    /// A branch of an open pull request expires within a day.
    Expires {
        /// The branch.
        branch: String,
    },
    /// No sweep has succeeded for three hours, or ever.
    Sweep {
        /// When the last one did.
        last: Option<Timestamp>,
    },
}

/// What alerts are made from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Allowance {
    /// Branches that are awake, production's aside, and since when.
    pub awake: Vec<(String, Timestamp)>,
    /// How many branches there are, and how many the plan includes.
    pub branches: Option<(usize, usize)>,
    /// How the month stands to its budget.
    pub budget: Option<BudgetState>,
    /// The size of the history a week ago and now, in bytes.
    pub history: Option<(f64, f64)>,
    /// Branches of open pull requests that expire, and when.
    pub expiring: Vec<(String, Timestamp)>,
    /// The last sweep that succeeded; `None` where none is expected.
    pub last_sweep: Option<Option<Timestamp>>,
}

/// The size of the history of root branches a week ago and now, in bytes: what [`Allowance`] asks
/// for. `None` where less than a week is known.
#[must_use]
pub fn history_growth(history: &History) -> Option<(f64, f64)> {
    let size = |bucket: &Bucket| bucket.usage.sane().history_byte_hours / bucket.hours.max(1.0);
    let days = history.buckets();
    let week_ago = days.get(days.len().checked_sub(WEEK + 1)?)?;
    Some((size(week_ago), size(days.last()?)))
}

/// The alerts of a moment, the dearest first.
#[must_use]
pub fn alerts(facts: &Allowance, now: Timestamp) -> Vec<Alert> {
    let mut alerts = Vec::new();
    if let Some(state) = facts.budget.filter(|state| *state != BudgetState::Within) {
        alerts.push(Alert::Budget(state));
    }
    for (branch, since) in &facts.awake {
        let hours = now.duration_since(*since).as_hours();
        if hours >= AWAKE_HOURS {
            alerts.push(Alert::Awake { branch: branch.clone(), hours });
        }
    }
    if let Some((count, included)) = facts.branches.filter(|(_, included)| *included > 0) {
        #[expect(clippy::cast_precision_loss, reason = "there are at most 5,000 branches")]
        let part = count as f64 / included as f64;
        if part >= PART_OF_ALLOWANCE {
            alerts.push(Alert::Branches { count, included });
        }
    }
    if let Some((before, after)) = facts.history
        && after >= LEAST_HISTORY
        && after >= before * HISTORY_GROWTH
    {
        alerts.push(Alert::History { before, after });
    }
    for (branch, at) in &facts.expiring {
        if at.duration_since(now) < EXPIRES_SOON {
            alerts.push(Alert::Expires { branch: branch.clone() });
        }
    }
    if let Some(last) = facts.last_sweep
        && last.is_none_or(|last| now.duration_since(last) > SWEEP_OVERDUE)
    {
        alerts.push(Alert::Sweep { last });
    }
    alerts
}
