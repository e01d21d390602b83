//! The budget of a month: what is refused or warned about when it is exceeded.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use skate_env_core::{Code, OnExceed, Problem};
use skate_env_cost::{BudgetState, Estimate, budget_state, dollars};
use skate_env_preview::time_span::parse_timestamp;
use skate_env_report::EventKind;

use crate::{
    control_plane::ControlPlane,
    cost_history::{CostHistory, CostQuery},
    failure::Failure,
    neon_session::NeonSession,
    output::Output,
    recording::Recorder,
};

/// A branch counts as idle after this long without a query.
const IDLE_HOURS: i64 = 24;
const MOST_IDLE: usize = 3;

/// Options of commands that create branches.
#[derive(clap::Args)]
pub(crate) struct BudgetOptions {
    /// Create it although the month exceeds its budget, and record why
    #[arg(long, value_name = "REASON")]
    pub(crate) over_budget: Option<String>,
}

/// Refuses, or warns, if the month exceeds its budget, or the database of this pull request its own.
/// Without a budget, and on this machine, where nothing is billed unless the policy names a plan, it
/// asks nothing.
pub(crate) async fn check(
    session: &NeonSession<'_>,
    options: &BudgetOptions,
    pull_request: Option<u64>,
    output: &Output,
) -> Result<(), Failure> {
    let policy = &session.context.config.budget;
    let each = policy.preview_each.filter(|_| pull_request.is_some());
    if policy.month.is_none() && each.is_none() {
        return Ok(());
    }
    if matches!(session.plane, ControlPlane::Local { .. }) && policy.plan.is_none() {
        return Ok(());
    }
    let cost = CostHistory::read(session, CostQuery::default()).await?;
    let estimate = cost.estimate();
    if let Some(limit) = each
        && let Some(problem) = preview_over(&estimate, pull_request, limit)
    {
        answer(session, options, output, problem, true)?;
    }
    let Some(month) = policy.month else { return Ok(()) };
    let state = budget_state(in_dollars(month), spent(&estimate), cost.projection().as_ref());
    if state == BudgetState::Within {
        return Ok(());
    }
    let problem = over(session, &cost, &estimate);
    answer(session, options, output, problem, state == BudgetState::Over)
}

/// Refuses where the policy says so and nobody said why to go on; else warns.
fn answer(
    session: &NeonSession<'_>,
    options: &BudgetOptions,
    output: &Output,
    problem: Problem,
    is_over: bool,
) -> Result<(), Failure> {
    let refuses = is_over && session.context.config.budget.on_exceed == OnExceed::Refuse;
    match &options.over_budget {
        Some(reason) if is_over => {
            let recorder = Recorder::of(&session.context);
            recorder.append(&recorder.event(EventKind::OverBudget).because(reason));
        }
        None if refuses => {
            let hint = problem.hint.trim_end_matches('.');
            let hint = format!("{hint}; or go on with `--over-budget REASON`, which is recorded.");
            return Err(Problem::new(problem.code, problem.message, hint).into());
        }
        _ => output.warn(&[problem]),
    }
    Ok(())
}

/// The database of one pull request and its budget, if it exceeds that.
fn preview_over(estimate: &Estimate, number: Option<u64>, limit: u64) -> Option<Problem> {
    let own = estimate.of_branches().filter(|(branch, _)| branch.pull_request == number);
    let cents: i64 = own.map(|(_, line)| line.cents).sum();
    (cents > i64::try_from(limit).unwrap_or(i64::MAX)).then(|| {
        Problem::new(
            Code::OverBudget,
            format!(
                "The database of pull request {} cost {} this month; its budget is {}.",
                number.unwrap_or_default(),
                dollars(cents),
                dollars(i64::try_from(limit).unwrap_or(i64::MAX))
            ),
            "Raise `[budget] preview_each`, or close the pull request.",
        )
    })
}

/// A budget in dollars.
#[expect(clippy::cast_precision_loss, reason = "no budget has 2^53 cents")]
pub(crate) fn in_dollars(cents: u64) -> f64 {
    cents as f64 / 100.0
}

/// What was spent so far, in dollars.
#[expect(clippy::cast_precision_loss, reason = "no bill has 2^53 cents")]
pub(crate) fn spent(estimate: &Estimate) -> f64 {
    estimate.total_cents as f64 / 100.0
}

/// `--budget` without a budget.
pub(crate) fn no_budget() -> Problem {
    Problem::new(
        Code::InvalidConfig,
        "Cannot compare with a budget: the policy has none.",
        "Write `month = 60` (dollars) below `[budget]` in skate-env.toml.",
    )
}

/// The month, its budget, the dearest idle branches and the command that deletes them.
pub(crate) fn over(session: &NeonSession<'_>, cost: &CostHistory, estimate: &Estimate) -> Problem {
    let month = session.context.config.budget.month.unwrap_or_default();
    let limit = dollars(i64::try_from(month).unwrap_or(i64::MAX));
    let spent = dollars(estimate.total_cents);
    let whole = cost.projection().map(|projection| {
        #[expect(clippy::cast_possible_truncation, reason = "no bill has 2^53 cents")]
        let cents = (projection.expected * 100.0).round() as i64;
        format!(" so far, and the whole month is projected at {}", dollars(cents))
    });
    let whole = whole.unwrap_or_default();
    let message = format!("{} cost {spent}{whole}; the budget is {limit}.", cost.month);
    let idle = idle(session, cost, estimate);
    let names: Vec<String> =
        idle.iter().map(|(name, cents)| format!("`{name}` ({})", dollars(*cents))).collect();
    let delete: Vec<String> =
        idle.iter().map(|(name, _)| format!("skate-env branch delete {name}")).collect();
    let hint = if names.is_empty() {
        "No branch is idle; raise `[budget] month`.".to_owned()
    } else {
        format!(
            "The dearest idle branches are {}: run `{}`.",
            names.join(", "),
            delete.join(" && ")
        )
    };
    Problem::new(Code::OverBudget, message, hint)
}

/// What each branch cost, in cents, by its id.
pub(crate) fn cents_of_branches(estimate: &Estimate) -> HashMap<&str, i64> {
    let mut cents: HashMap<&str, i64> = HashMap::new();
    for (branch, line) in estimate.of_branches() {
        *cents.entry(&branch.id).or_default() += line.cents;
    }
    cents
}

/// The dearest branches that nobody used for a day and that may be deleted, each with its cents.
fn idle(session: &NeonSession<'_>, cost: &CostHistory, estimate: &Estimate) -> Vec<(String, i64)> {
    let mut idle: Vec<(String, i64)> = Vec::new();
    let cents = cents_of_branches(estimate);
    let parents: HashSet<_> =
        cost.branches.iter().filter_map(|it| it.branch.parent_id.as_ref()).collect();
    let mut last_active: HashMap<_, Timestamp> = HashMap::new();
    for endpoint in &cost.endpoints {
        if let Some(used) = parse_timestamp(endpoint.last_active.as_ref()) {
            let last = last_active.entry(&endpoint.branch_id).or_insert(used);
            *last = used.max(*last);
        }
    }
    for found in &cost.branches {
        let branch = &found.branch;
        let has_children = parents.contains(&branch.id);
        let is_kept =
            branch.default || branch.protected || has_children || session.is_of_environment(found);
        let used = last_active.get(&branch.id).copied();
        let used = used.max(parse_timestamp(Some(&branch.created_at)));
        let is_idle =
            used.is_some_and(|used| cost.now.duration_since(used).as_hours() >= IDLE_HOURS);
        if is_kept || !is_idle {
            continue;
        }
        idle.push((branch.name.clone(), cents.get(branch.id.as_str()).copied().unwrap_or(0)));
    }
    idle.sort_by_key(|(name, cents)| (std::cmp::Reverse(*cents), name.clone()));
    idle.truncate(MOST_IDLE);
    idle
}
