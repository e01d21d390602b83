//! The cost of what was used: lines that sum to the total, to the cent.

use crate::{BranchInfo, Bucket, History, Kind, PlanPrices, Source, Usage, money::cents};

const BYTES_PER_GB: f64 = 1e9;
const SECONDS_PER_HOUR: f64 = 3_600.0;
/// A remainder below this is a difference of rounding, not something that used anything.
const LEAST_UNATTRIBUTED: f64 = 0.005;

/// What a line is about.
#[derive(Clone, Debug, PartialEq)]
pub enum Resource {
    /// A branch.
    Branch(Box<BranchInfo>),
    /// The project: what is billed for all branches together.
    Project,
    /// What the project used and no branch accounts for: that of deleted branches, mostly.
    Unattributed,
}

/// One kind of cost of one resource.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What it is about.
    pub resource: Resource,
    /// The kind of cost.
    pub kind: Kind,
    /// What is billed, in the kind's unit.
    pub quantity: f64,
    /// The price of one unit, in dollars.
    pub unit_price: f64,
    /// The amount before rounding.
    pub dollars: f64,
    /// The amount; the lines' cents sum to the total.
    pub cents: i64,
    /// How the quantity was obtained.
    pub source: Source,
}

/// The lines, and what they sum to.
#[derive(Clone, Debug, PartialEq)]
pub struct Estimate {
    /// The lines: branches in the order of the history, then the project's.
    pub lines: Vec<Line>,
    /// The sum of the lines' cents.
    pub total_cents: i64,
}

/// Prices the usage of a month. The figures of a month that is not over are those so far.
#[must_use]
pub fn estimate(history: &History, plan: &PlanPrices) -> Estimate {
    let mut lines = Vec::new();
    let mut attributed = Usage::default();
    for branch in &history.branches {
        let usage = branch.usage();
        attributed += usage;
        for kind in Kind::OF_BRANCH {
            let resource = || Resource::Branch(Box::new(branch.branch.clone()));
            push(
                &mut lines,
                resource,
                kind,
                plan.quantity(kind, &usage),
                plan,
                branch.sources.of(kind),
            );
        }
    }
    let whole = history.buckets();
    let used: Usage = whole.iter().map(|bucket| bucket.usage.sane()).sum();
    let source = history.project_source.unwrap_or(Source::Measured);
    for kind in Kind::ALL {
        let (resource, quantity) = if Kind::OF_BRANCH.contains(&kind) {
            let rest = plan.quantity(kind, &used.beyond(attributed));
            let is_rest = rest * plan.unit_price(kind) >= LEAST_UNATTRIBUTED;
            (Resource::Unattributed, if is_rest { rest } else { 0.0 })
        } else if kind == Kind::ExtraBranches {
            (Resource::Project, plan.extra_branch_months(&whole))
        } else {
            (Resource::Project, plan.quantity(kind, &used))
        };
        push(&mut lines, || resource, kind, quantity, plan, source);
    }
    let amounts: Vec<f64> = lines.iter().map(|line| line.dollars).collect();
    let (rounded, total_cents) = cents(&amounts);
    for (line, cents) in lines.iter_mut().zip(rounded) {
        line.cents = cents;
    }
    Estimate { lines, total_cents }
}

fn push(
    lines: &mut Vec<Line>,
    resource: impl FnOnce() -> Resource,
    kind: Kind,
    quantity: f64,
    plan: &PlanPrices,
    source: Source,
) {
    if quantity > 0.0 {
        let unit_price = plan.unit_price(kind);
        let dollars = quantity * unit_price;
        let resource = resource();
        lines.push(Line { resource, kind, quantity, unit_price, dollars, cents: 0, source });
    }
}

impl PlanPrices {
    /// The price of one unit of a kind.
    #[must_use]
    pub fn unit_price(&self, kind: Kind) -> f64 {
        match kind {
            Kind::Compute => self.cu_hour,
            Kind::Storage => self.storage,
            Kind::History => self.history,
            Kind::Snapshots => self.snapshot,
            Kind::ExtraBranches => self.branch_month,
            Kind::PublicTransfer => self.egress,
            Kind::PrivateTransfer => self.private_transfer,
        }
    }

    /// What a usage costs, of one kind, before rounding.
    #[must_use]
    pub fn dollars(&self, kind: Kind, usage: &Usage) -> f64 {
        self.quantity(kind, usage) * self.unit_price(kind)
    }

    /// What is billed of a usage, in the kind's unit. Extra branches are billed by the hour: see
    /// [`PlanPrices::extra_branch_months`].
    pub(crate) fn quantity(&self, kind: Kind, usage: &Usage) -> f64 {
        let gb_months = |byte_hours: f64| byte_hours / self.hours_per_month / BYTES_PER_GB;
        match kind {
            Kind::Compute => usage.compute_unit_seconds / SECONDS_PER_HOUR,
            Kind::Storage => gb_months(usage.root_byte_hours + usage.child_byte_hours),
            Kind::History => gb_months(usage.history_byte_hours),
            Kind::Snapshots => gb_months(usage.snapshot_byte_hours),
            Kind::ExtraBranches => 0.0,
            Kind::PublicTransfer => {
                (usage.public_bytes / BYTES_PER_GB - self.egress_included).max(0.0)
            }
            Kind::PrivateTransfer => usage.private_bytes / BYTES_PER_GB,
        }
    }

    /// Branch-months above the allowance. The root branch takes one place of it, and what one span
    /// leaves of it is lost to the next.
    fn extra_branch_months(&self, buckets: &[Bucket]) -> f64 {
        let free = (self.included - 1.0).max(0.0);
        let billable = buckets.iter().map(|bucket| {
            (bucket.usage.sane().child_branch_hours - free * bucket.hours.max(0.0)).max(0.0)
        });
        billable.sum::<f64>() / self.hours_per_month
    }

    /// What a whole project's spans cost, before rounding.
    pub(crate) fn dollars_of(&self, buckets: &[Bucket]) -> f64 {
        let used: Usage = buckets.iter().map(|bucket| bucket.usage.sane()).sum();
        let kinds = Kind::ALL.into_iter().filter(|kind| *kind != Kind::ExtraBranches);
        let by_use: f64 =
            kinds.map(|kind| self.quantity(kind, &used) * self.unit_price(kind)).sum();
        by_use + self.extra_branch_months(buckets) * self.branch_month
    }
}

impl Estimate {
    /// The lines of branches, each with its branch.
    pub fn of_branches(&self) -> impl Iterator<Item = (&BranchInfo, &Line)> {
        self.lines.iter().filter_map(|line| match &line.resource {
            Resource::Branch(branch) => Some((&**branch, line)),
            Resource::Project | Resource::Unattributed => None,
        })
    }

    /// The worst way in which a figure was obtained; measured if there is none.
    #[must_use]
    pub fn worst_source(&self) -> Source {
        self.lines.iter().map(|line| line.source).max().unwrap_or(Source::Measured)
    }
}
