//! Reports the cost: a table of groups as text, every line as data.

use std::fmt::{self, Write as _};

use serde::{Serialize, Serializer};
use skate_env_cost::{
    BudgetState, Estimate, Kind, Projection, Resource, Source, budget_state, dollars,
};

use super::{
    against::Compared,
    groups::{Group, GroupBy, groups},
};
use crate::{
    budget,
    control_plane::ControlPlane,
    cost_history::CostHistory,
    neon_session::NeonSession,
    output::{Answer, Cell, Table},
};

#[derive(Serialize)]
pub(crate) struct Report<'r> {
    control_plane: &'r ControlPlane,
    month: String,
    plan: &'r str,
    prices: Prices<'r>,
    source: Source,
    lines: Vec<LineData<'r>>,
    groups: Vec<Group>,
    #[serde(rename = "total_usd", serialize_with = "usd")]
    total: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    projection: Option<ProjectionData>,
    #[serde(skip_serializing_if = "Option::is_none")]
    budget: Option<Budget>,
    #[serde(skip_serializing_if = "Option::is_none")]
    saved: Option<Compared>,
    #[serde(skip_serializing_if = "Option::is_none")]
    what_if: Option<Otherwise>,
    notes: &'r [String],
    #[serde(skip)]
    by: GroupBy,
}

#[derive(Serialize)]
struct Prices<'r> {
    as_of: String,
    source: &'r str,
}

#[derive(Serialize)]
struct LineData<'r> {
    resource: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    branch: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    branch_id: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    class: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pull_request: Option<u64>,
    kind: Kind,
    quantity: f64,
    unit: &'static str,
    unit_price: f64,
    #[serde(rename = "usd", serialize_with = "usd")]
    cents: i64,
    source: Source,
}

#[derive(Serialize)]
struct ProjectionData {
    #[serde(rename = "low_usd", serialize_with = "usd")]
    low: i64,
    #[serde(rename = "expected_usd", serialize_with = "usd")]
    expected: i64,
    #[serde(rename = "high_usd", serialize_with = "usd")]
    high: i64,
    days: usize,
}

#[derive(Serialize)]
struct Budget {
    #[serde(rename = "month_usd", serialize_with = "usd")]
    month: i64,
    state: &'static str,
}

#[derive(Serialize)]
struct Otherwise {
    #[serde(rename = "total_usd", serialize_with = "usd")]
    total: i64,
    #[serde(rename = "difference_usd", serialize_with = "usd")]
    difference: i64,
}

/// Cents as a number of dollars.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's signature")]
pub(crate) fn usd<S: Serializer>(cents: &i64, serializer: S) -> Result<S::Ok, S::Error> {
    #[expect(clippy::cast_precision_loss, reason = "no bill has 2^53 cents")]
    serializer.serialize_f64(*cents as f64 / 100.0)
}

impl<'r> Report<'r> {
    pub(crate) fn new(
        session: &'r NeonSession<'_>,
        cost: &'r CostHistory,
        estimate: &'r Estimate,
        projection: Option<Projection>,
        by: GroupBy,
    ) -> Self {
        #[expect(clippy::cast_possible_truncation, reason = "no bill has 2^53 cents")]
        let cents = |dollars: f64| (dollars * 100.0).round() as i64;
        let budget = session.context.config.budget.month.map(|month| {
            let (limit, spent) = (budget::in_dollars(month), budget::spent(estimate));
            let state = match budget_state(limit, spent, projection.as_ref()) {
                BudgetState::Within => "within",
                BudgetState::ProjectedOver => "projected_over",
                BudgetState::Over => "over",
            };
            Budget { month: i64::try_from(month).unwrap_or(i64::MAX), state }
        });
        Self {
            control_plane: &session.plane,
            month: cost.month.to_string(),
            plan: &cost.plan.plan,
            prices: Prices { as_of: cost.plan.as_of.to_string(), source: &cost.plan.source },
            source: estimate.worst_source(),
            lines: estimate.lines.iter().map(LineData::of).collect(),
            groups: groups(estimate, by),
            total: estimate.total_cents,
            projection: projection.map(|it| ProjectionData {
                low: cents(it.low),
                expected: cents(it.expected),
                high: cents(it.high),
                days: it.days,
            }),
            budget,
            saved: None,
            what_if: None,
            notes: &cost.notes,
            by,
        }
    }

    pub(super) fn with(self, saved: Option<Compared>, otherwise: Option<i64>) -> Self {
        let difference = |total| Otherwise { total, difference: total - self.total };
        Self { saved, what_if: otherwise.map(difference), ..self }
    }
}

impl<'r> LineData<'r> {
    fn of(line: &'r skate_env_cost::Line) -> Self {
        let (resource, branch) = match &line.resource {
            Resource::Branch(branch) => ("branch", Some(branch)),
            Resource::Project => ("project", None),
            Resource::Unattributed => ("unattributed", None),
        };
        Self {
            resource,
            branch: branch.map(|it| it.name.as_str()),
            branch_id: branch.map(|it| it.id.as_str()),
            class: branch.map(|it| it.class.as_str()),
            owner: branch.and_then(|it| it.owner.as_deref()),
            pull_request: branch.and_then(|it| it.pull_request),
            kind: line.kind,
            quantity: line.quantity,
            unit: line.kind.unit(),
            unit_price: line.unit_price,
            cents: line.cents,
            source: line.source,
        }
    }
}

impl Answer for Report<'_> {
    fn text(&self, page: &mut String) -> fmt::Result {
        self.table(page)?;
        let so_far = if self.projection.is_some() { " so far" } else { "" };
        writeln!(
            page,
            "\n{}{so_far}, {}, at {} prices of {}. {}",
            self.month,
            self.control_plane,
            self.plan,
            self.prices.as_of,
            match self.source {
                Source::Measured => "Neon measured every figure.",
                Source::Counted => "The branches counted some of the figures themselves.",
                Source::Modelled => "Some figures are modelled from sizes and ages.",
            }
        )?;
        if let Some(ProjectionData { low, expected, high, days }) = &self.projection {
            let [low, expected, high] = [low, expected, high].map(|cents| dollars(*cents));
            let from = match days {
                0 => "from the time so far".to_owned(),
                1 => "from one day".to_owned(),
                many => format!("from {many} days"),
            };
            writeln!(page, "The whole month: {expected} ({low} to {high}), {from}.")?;
        }
        if let Some(Budget { month, state }) = &self.budget {
            let month = dollars(*month);
            writeln!(
                page,
                "{}",
                match *state {
                    "within" => format!("The month keeps its budget of {month}."),
                    "over" => format!("The month exceeds its budget of {month}."),
                    _ =>
                        format!("If it goes on like this, the month exceeds its budget of {month}."),
                }
            )?;
        }
        if let Some(compared) = &self.saved {
            writeln!(page, "{}", sentence(compared))?;
        }
        if let Some(Otherwise { total, difference }) = &self.what_if {
            let change = if *difference < 0 { "less" } else { "more" };
            let difference = dollars(difference.abs());
            writeln!(page, "Otherwise: {}, {difference} {change}.", dollars(*total))?;
        }
        for note in self.notes {
            writeln!(page, "note: {note}")?;
        }
        Ok(())
    }
}

impl Report<'_> {
    fn table(&self, page: &mut String) -> fmt::Result {
        let kinds: Vec<Kind> = Kind::ALL
            .into_iter()
            .filter(|kind| self.lines.iter().any(|line| line.kind == *kind && line.cents > 0))
            .collect();
        let first = match self.by {
            GroupBy::Class => "class",
            GroupBy::Branch => "branch",
            GroupBy::Pr => "pull request",
            GroupBy::Owner => "owner",
        };
        let titles: Vec<String> =
            kinds.iter().map(|kind| kind.as_str().replace('_', " ")).collect();
        let middle = titles.iter().map(String::as_str);
        let header: Vec<&str> =
            [first, "branches"].into_iter().chain(middle).chain(["total"]).collect();
        let mut table = Table::new(&header);
        let amount = |cents: i64| if cents == 0 { Cell::none() } else { Cell::new(dollars(cents)) };
        for group in &self.groups {
            let count = if group.branches == 0 {
                Cell::none()
            } else {
                Cell::new(group.branches.to_string())
            };
            let mut row = vec![Cell::new(group.name.clone()), count];
            row.extend(
                kinds.iter().map(|kind| amount(group.kinds.get(kind).copied().unwrap_or_default())),
            );
            row.push(Cell::new(dollars(group.cents)));
            table.row(row);
        }
        let of_kind = |kind: &Kind| self.groups.iter().filter_map(|it| it.kinds.get(kind)).sum();
        let mut row = vec![Cell::new("total"), Cell::none()];
        row.extend(kinds.iter().map(|kind| amount(of_kind(kind))));
        row.push(Cell::new(dollars(self.total)));
        table.row(row);
        table.write(page)
    }
}

/// `Without production it costs …`.
fn sentence(compared: &Compared) -> String {
    let Compared { cost, baseline, saved, against } = compared;
    let percent = compared.percent().map(|percent| format!(" ({percent} %)")).unwrap_or_default();
    let (cost, baseline) = (dollars(*cost), dollars(*baseline));
    let saved = if *saved < 0 {
        format!("{} more", dollars(-saved))
    } else {
        format!("{}{percent} less", dollars(*saved))
    };
    match *against {
        "always-on" => format!(
            "Without production: {cost}, {saved} than the {baseline} of computes that are never suspended."
        ),
        "defaults" => format!(
            "Without production: {cost}, {saved} than the {baseline} without skate-env's deletions."
        ),
        _ => format!("{cost}, {saved} than the {baseline} of the earlier answer."),
    }
}
