//! Alerts, and the commands that follow from them.

use skate_env_core::neon::model::EndpointState;
use skate_env_cost::{
    Alert, Allowance, BudgetState, Estimate, alerts, budget_state, dollars, history_growth,
};
use skate_env_preview::{identity::Identity, time_span::parse_timestamp};
use skate_env_report::{Outcomes, Report};

use crate::{budget, cost_history::CostHistory, neon_session::NeonSession};

const MOST_COMMANDS: usize = 5;
const GIGABYTE: f64 = 1e9;

/// The alerts of now. `sweeps` is `None` where no sweep is expected.
pub(in crate::commands) fn of(
    session: &NeonSession<'_>,
    cost: &CostHistory,
    estimate: &Estimate,
    sweeps: Option<&Outcomes>,
) -> Vec<Alert> {
    let month = session.context.config.budget.month;
    let state = month.map(|month| {
        budget_state(budget::in_dollars(month), budget::spent(estimate), cost.projection().as_ref())
    });
    let names = |id: &skate_env_core::neon::BranchId| {
        cost.branches.iter().find(|found| found.branch.id == *id)
    };
    let awake = cost.endpoints.iter().filter_map(|endpoint| {
        let found = names(&endpoint.branch_id).filter(|found| !found.branch.default)?;
        let since =
            endpoint.other.get("started_at").and_then(|time| time.as_str())?.parse().ok()?;
        let is_awake = endpoint.current_state == EndpointState::Active;
        is_awake.then(|| (found.branch.name.clone(), since))
    });
    let expiring = cost.branches.iter().filter_map(|found| {
        Identity::of(found)?;
        Some((found.branch.name.clone(), parse_timestamp(found.branch.expires_at.as_ref())?))
    });
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "an allowance of branches"
    )]
    let included = cost.plan.included as usize;
    let facts = Allowance {
        awake: awake.collect(),
        branches: Some((cost.branches.len(), included)),
        budget: state,
        history: history_growth(&cost.history),
        expiring: expiring.collect(),
        last_sweep: sweeps.map(|outcomes| outcomes.last_success),
    };
    alerts(&facts, cost.now)
}

/// An alert for people; `month` is its budget in cents.
pub(in crate::commands) fn sentence(alert: &Alert, month: u64) -> String {
    let budget = dollars(i64::try_from(month).unwrap_or(i64::MAX));
    match alert {
        Alert::Budget(BudgetState::Over) => format!("The month exceeds its budget of {budget}."),
        Alert::Budget(_) => {
            format!("If it goes on like this, the month exceeds its budget of {budget}.")
        }
        Alert::Awake { branch, hours } => {
            format!("The compute of {branch} has been awake for {hours} hours.")
        }
        Alert::Branches { count, included } => {
            format!("The project has {count} branches; the plan includes {included}.")
        }
        Alert::History { before, after } => format!(
            "The history grew from {:.1} to {:.1} GB within a week.",
            before / GIGABYTE,
            after / GIGABYTE
        ),
        Alert::Expires { branch } => format!("{branch} expires within a day."),
        Alert::Sweep { last: Some(last) } => format!("The last sweep succeeded at {last}."),
        Alert::Sweep { last: None } => "No sweep has succeeded.".to_owned(),
    }
}

/// What to do next: at most five commands.
pub(super) fn add_commands(report: &mut Report) {
    let mut commands = Vec::new();
    if !report.is_isolated() {
        commands.push("skate-env check");
    }
    let has = |word: &str| report.alerts.iter().any(|alert| alert.contains(word));
    if has("budget") {
        commands.push("skate-env cost --by branch");
    }
    if has("budget") || has("awake") || has("the plan includes") {
        commands.push("skate-env branch cleanup");
    }
    if has("sweep") {
        commands.push("skate-env preview sweep");
    }
    if report.summary.refusals.values().sum::<u64>() > 0 {
        commands.push("skate-env doctor");
    }
    report.next.extend(commands.into_iter().map(str::to_owned));
    report.next.truncate(MOST_COMMANDS);
}
