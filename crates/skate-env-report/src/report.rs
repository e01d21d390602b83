//! What a report shows.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;

use crate::Summary;

/// Everything that a report shows. Amounts are in cents.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// When it was made.
    pub made_at: Timestamp,
    /// Since when the events of the record count.
    pub since: Timestamp,
    /// The project.
    pub project: String,
    /// The environments, and whether each has its own database.
    pub environments: Vec<EnvironmentRow>,
    /// The branches.
    pub branches: Vec<BranchRow>,
    /// What they cost; `None` where nothing is billed.
    pub cost: Option<CostPart>,
    /// What the record says.
    pub summary: Summary,
    /// What somebody should look at.
    pub alerts: Vec<String>,
    /// What to do next, as commands.
    pub next: Vec<String>,
}

/// An environment.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EnvironmentRow {
    /// Its name.
    pub environment: String,
    /// `own`, `absent` or `refused`.
    pub state: String,
    /// Why it is refused.
    pub code: Option<String>,
}

/// A branch.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BranchRow {
    /// Its name.
    pub name: String,
    /// Its class.
    pub class: String,
    /// Its owner.
    pub owner: Option<String>,
    /// Its pull request.
    pub pull_request: Option<u64>,
    /// When it was created.
    pub created_at: Option<Timestamp>,
    /// When it expires.
    pub expires_at: Option<Timestamp>,
    /// Whether its compute runs; `None` without one.
    pub awake: Option<bool>,
    /// What it cost this month.
    pub cents: Option<i64>,
    /// Why it is kept.
    pub kept: Option<String>,
}

/// What the branches cost.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CostPart {
    /// The month.
    pub month: String,
    /// At which prices, and how the figures were obtained.
    pub basis: String,
    /// What it cost so far.
    pub total: i64,
    /// What the whole month will cost: low, expected, high.
    pub projection: Option<[i64; 3]>,
    /// What was saved, against what.
    pub saved: Option<String>,
    /// By class and kind.
    pub spend: Vec<SpendRow>,
    /// By day and class; the oldest first.
    pub days: Vec<(Timestamp, BTreeMap<String, f64>)>,
    /// By pull request.
    pub pull_requests: Vec<PullRequestCost>,
}

/// What a class cost.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SpendRow {
    /// The class.
    pub class: String,
    /// By kind.
    pub kinds: BTreeMap<String, i64>,
    /// Altogether.
    pub cents: i64,
}

/// What a pull request's branch cost.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PullRequestCost {
    /// Its number.
    pub number: u64,
    /// Its branch.
    pub branch: String,
    /// What it cost this month.
    pub cents: i64,
}

impl Report {
    /// Whether every environment has a database of its own, or none.
    #[must_use]
    pub fn is_isolated(&self) -> bool {
        self.environments.iter().all(|row| row.code.is_none())
    }

    /// One sentence: isolation, cost, projection, saving.
    #[must_use]
    pub fn sentence(&self) -> String {
        let isolated = if self.is_isolated() {
            "Every environment with a database here has its own"
        } else {
            "Not every environment with a database here has its own"
        };
        let dollars = skate_env_cost::dollars;
        let Some(cost) = &self.cost else { return format!("{isolated}.") };
        let projected = cost.projection.map(|[_, expected, _]| {
            format!(", {} projected for the whole month", dollars(expected))
        });
        let saved = cost.saved.as_ref().map(|saved| format!(" {saved}"));
        format!(
            "{isolated}; {} cost {}{}.{}",
            cost.month,
            dollars(cost.total),
            projected.unwrap_or_default(),
            saved.unwrap_or_default()
        )
    }
}
