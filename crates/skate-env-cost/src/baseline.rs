//! Baselines: what the same branches would have cost otherwise. A saving always names its own.

use jiff::Timestamp;
use skate_env_core::Class;

use crate::{BranchHistory, Bucket, History, Kind, Month, PlanPrices, Usage, month::hours_between};

/// The cost of everything but production, beside what it would have been.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Comparison {
    /// What it cost, in dollars.
    pub cost: f64,
    /// What it would have cost, in dollars.
    pub baseline: f64,
}

impl Comparison {
    /// What was saved, in dollars; negative if it cost more.
    #[must_use]
    pub fn saved(&self) -> f64 {
        self.baseline - self.cost
    }

    /// The saved part of the baseline, in percent; `None` if the baseline is nothing.
    #[must_use]
    pub fn percent(&self) -> Option<f64> {
        (self.baseline > 0.0).then(|| 100.0 * self.saved() / self.baseline)
    }
}

/// A branch that was deleted.
#[derive(Clone, Debug, PartialEq)]
pub struct DeletedBranch {
    /// What it was for.
    pub class: Class,
    /// When it was deleted.
    pub at: Timestamp,
}

/// If no compute were ever suspended: each runs with its least units for as long as its branch
/// exists. Production is not compared.
#[must_use]
pub fn always_on(history: &History, plan: &PlanPrices, month: Month, now: Timestamp) -> Comparison {
    let cost = others(history, plan);
    let awake = |branch: &BranchHistory| {
        let hours = month.hours_within(branch.branch.created_at, now);
        let units = branch.branch.least_units.unwrap_or_default();
        let used = branch.usage().compute_unit_seconds / 3_600.0;
        (units * hours - used).max(0.0) * plan.cu_hour
    };
    let more: f64 = not_production(history).map(awake).sum();
    Comparison { cost, baseline: cost + more }
}

/// If nothing were deleted but by hand: each deleted branch lives on, at the median hourly rate of
/// the branches of its class, or of all if there is none, and counts against the allowance.
#[must_use]
pub fn without_deletion(
    history: &History,
    plan: &PlanPrices,
    month: Month,
    now: Timestamp,
    deleted: &[DeletedBranch],
) -> Comparison {
    let cost = others(history, plan);
    let rates: Vec<(Class, f64)> = not_production(history)
        .filter_map(|branch| {
            let hours = month.hours_within(branch.branch.created_at, now);
            (hours >= 1.0)
                .then(|| (branch.branch.class, plan.branch_dollars(&branch.usage()) / hours))
        })
        .collect();
    let rate = |class| {
        let of_class = median(rates.iter().filter(|(of, _)| *of == class).map(|(_, rate)| *rate));
        of_class.or_else(|| median(rates.iter().map(|(_, rate)| *rate))).unwrap_or_default()
    };
    let lived_on = |branch: &DeletedBranch| month.hours_within(branch.at, now);
    let more: f64 = deleted.iter().map(|branch| rate(branch.class) * lived_on(branch)).sum();
    let whole = history.buckets();
    let kept: Vec<Bucket> = whole.iter().map(|bucket| with_deleted(bucket, deleted, now)).collect();
    let extra = plan.dollars_of(&kept) - plan.dollars_of(&whole);
    Comparison { cost, baseline: cost + more + extra }
}

/// The span with the hours that deleted branches would have been there.
fn with_deleted(bucket: &Bucket, deleted: &[DeletedBranch], now: Timestamp) -> Bucket {
    let end = bucket.end().min(now);
    let hours = deleted.iter().map(|branch| hours_between(branch.at.max(bucket.start), end)).sum();
    let more = Usage { child_branch_hours: hours, ..Usage::default() };
    Bucket { usage: bucket.usage + more, ..*bucket }
}

fn not_production(history: &History) -> impl Iterator<Item = &BranchHistory> {
    history.branches.iter().filter(|branch| branch.branch.class != Class::Production)
}

/// What everything but production costs: its branches, and extra branches, which production never is.
fn others(history: &History, plan: &PlanPrices) -> f64 {
    let own: f64 = not_production(history).map(|it| plan.branch_dollars(&it.usage())).sum();
    let extra: Vec<Bucket> = history
        .buckets()
        .iter()
        .map(|bucket| Bucket {
            usage: Usage {
                child_branch_hours: bucket.usage.child_branch_hours,
                ..Usage::default()
            },
            ..*bucket
        })
        .collect();
    own + plan.dollars_of(&extra)
}

impl PlanPrices {
    /// What a branch's own usage costs.
    pub(crate) fn branch_dollars(&self, usage: &Usage) -> f64 {
        let own = Kind::OF_BRANCH.into_iter();
        own.map(|kind| self.quantity(kind, usage) * self.unit_price(kind)).sum()
    }
}

fn median(rates: impl Iterator<Item = f64>) -> Option<f64> {
    let mut rates: Vec<f64> = rates.collect();
    rates.sort_by(f64::total_cmp);
    let middle = rates.len() / 2;
    match rates.len() {
        0 => None,
        even if even % 2 == 0 => Some(f64::midpoint(rates[middle - 1], rates[middle])),
        _ => Some(rates[middle]),
    }
}
