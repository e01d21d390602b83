//! `skate-env cost`: what the branches cost in a month, how that is known, and what it will be.

mod against;
mod groups;
mod report;

use jiff::Timestamp;
use skate_env_cost::{BudgetState, Month, WhatIf, budget_state, focus, what_if};

use self::{against::compare, report::Report};
use crate::{
    budget,
    context::Context,
    cost_history::{CostHistory, CostQuery},
    exit::Exit,
    failure::Failure,
    neon_session::NeonSession,
    options::{OutputFormat, WaitOption},
    output::Output,
    progress::Progress,
    runtime,
};

pub(crate) use self::groups::GroupBy;

/// Show what the branches cost in a month, and what the whole month will cost
///
/// Each figure says how it is known: measured by Neon's consumption history, which the invoice is
/// made from; counted by the branch itself; or modelled from sizes and ages. The lines sum to the
/// total, to the cent. What no branch accounts for is a line of its own. Prices are dated data.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  skate-env cost
  skate-env cost --by pr
  skate-env cost --against defaults
  skate-env cost --what-if plan=scale
  skate-env cost --month 2026-10 --output csv > focus.csv
  skate-env cost --budget")]
pub(crate) struct Arguments {
    /// Show this month, such as 2026-11, instead of the current one
    #[arg(long, value_name = "YYYY-MM")]
    month: Option<Month>,

    /// Group the lines
    #[arg(long, value_enum, default_value_t = GroupBy::Class, hide_possible_values = true)]
    #[arg(value_name = "class|branch|pr|owner")]
    by: GroupBy,

    /// Compare with computes that are never suspended, with branches that are never deleted, or
    /// with an earlier answer of `cost --output json`
    #[arg(long, value_name = "always-on|defaults|FILE")]
    against: Option<String>,

    /// Show what it would cost otherwise: plan=NAME, cu=UNITS, suspend=never, branches=COUNT
    #[arg(long, value_name = "KEY=VALUE")]
    what_if: Vec<WhatIf>,

    /// Use the prices of this plan instead of the project's
    #[arg(long, value_name = "NAME")]
    plan: Option<String>,

    /// Exit 3 if the month exceeds `[budget] month`
    #[arg(long)]
    budget: bool,

    #[command(flatten)]
    wait: WaitOption,
}

pub(crate) fn run(
    arguments: &Arguments,
    context: Context,
    output: &Output,
) -> Result<Exit, Failure> {
    context.forbid_environment(
        "`cost` shows all branches of the project.",
        "Leave it out; `skate-env cost --by class` groups them.",
    )?;
    let budget = context.config.budget.month;
    if arguments.budget && budget.is_none() {
        return Err(budget::no_budget().into());
    }
    let progress = Progress::new(output);
    let work = async {
        let session =
            NeonSession::open_without_policy(context, arguments.wait.duration(), &progress).await?;
        let query = CostQuery { month: arguments.month, plan: arguments.plan.as_deref() };
        let cost = CostHistory::read(&session, query).await?;
        show(arguments, &session, &cost, output)
    };
    runtime::run_until_interrupted(work, || progress.interrupted())
}

fn show(
    arguments: &Arguments,
    session: &NeonSession<'_>,
    cost: &CostHistory,
    output: &Output,
) -> Result<Exit, Failure> {
    let estimate = cost.estimate();
    let projection = cost.projection();
    if output.format == OutputFormat::Csv {
        let account = focus::Account {
            organization: cost.project.org_id.as_deref().unwrap_or_default(),
            project: cost.project.id.as_str(),
            project_name: &cost.project.name,
            region: &cost.project.region_id,
        };
        let until = Timestamp::now();
        let csv = focus::csv(&estimate, &cost.plan, account, cost.month, until);
        output.page(&csv.unwrap_or_default())?;
    } else {
        let compared = compare(session, cost, arguments.against.as_deref(), &estimate)?;
        let otherwise = otherwise(arguments, cost)?;
        let report = Report::new(session, cost, &estimate, projection, arguments.by)
            .with(compared, otherwise);
        output.answer(&report)?;
    }
    let month = session.context.config.budget.month.map(budget::in_dollars);
    let spent = budget::spent(&estimate);
    match month.map(|month| budget_state(month, spent, projection.as_ref())) {
        Some(BudgetState::Over) if arguments.budget => {
            Err(budget::over(session, cost, &estimate).into())
        }
        _ => Ok(Exit::Done),
    }
}

/// What the month would cost otherwise, in cents; `None` if nothing is to be otherwise.
fn otherwise(arguments: &Arguments, cost: &CostHistory) -> Result<Option<i64>, Failure> {
    if arguments.what_if.is_empty() {
        return Ok(None);
    }
    let mut plan = cost.plan.clone();
    for change in &arguments.what_if {
        if let WhatIf::Plan(name) = change {
            plan = cost.prices.plan(name).map_err(|error| {
                Failure::usage(format!("Cannot compare: {error}."), "Name one of these plans.")
            })?;
        }
    }
    let changed = what_if(&cost.history, &arguments.what_if, cost.month, cost.now);
    Ok(Some(skate_env_cost::estimate(&changed, &plan).total_cents))
}
