//! `skate-env branch cleanup`: plans which branches to delete, with a reason for each, and deletes
//! them with `--apply`.

mod execute;
mod facts;
mod report;

use jiff::{SignedDuration, Timestamp};
use skate_env_preview::cleanup::{Limits, PlannedBranch, plan};

pub(in crate::commands) use self::facts::of as facts;
use self::{execute::BranchResult, report::Report};
use crate::{
    exit::{self, Exit},
    failure::Failure,
    neon_session::NeonSession,
    options::WaitOption,
    output::Output,
};

/// Show which branches are expired or idle; delete them with --apply
///
/// The plan gives a reason for each branch. Kept are the default branch, protected branches, those
/// of environments, those with children, those in use, and those that skate-env did not create.
/// Each branch is checked again before it is deleted. If one cannot be deleted, the others still
/// are.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  skate-env branch cleanup
  skate-env branch cleanup --idle-days 3 --apply
  skate-env branch cleanup --everyone --apply --output json > record.json")]
pub(super) struct Arguments {
    /// Delete the branches of the plan
    #[arg(long)]
    pub(super) apply: bool,

    /// Show the plan only, which is the default
    #[arg(long, conflicts_with = "apply")]
    dry_run: bool,

    /// Delete branches that were idle for this many days
    #[arg(long, value_name = "DAYS", default_value_t = 7)]
    idle_days: u16,

    /// Keep branches that were active in the last hours
    #[arg(long, value_name = "HOURS", default_value_t = 24)]
    active_hours: u16,

    /// Delete at most this many branches in one run
    #[arg(long, value_name = "COUNT", default_value_t = 20)]
    at_most: usize,

    /// Include other users' branches
    #[arg(long)]
    everyone: bool,

    #[command(flatten)]
    pub(super) wait: WaitOption,
}

pub(super) async fn run(
    arguments: &Arguments,
    session: &NeonSession<'_>,
    output: &Output,
) -> Result<Exit, Failure> {
    let limits = Limits {
        now: Timestamp::now(),
        active: SignedDuration::from_hours(arguments.active_hours.into()),
        idle: SignedDuration::from_hours(24 * i64::from(arguments.idle_days)),
        owner: (!arguments.everyone).then(|| session.owner()),
        at_most: arguments.at_most,
    };
    let doing = format!("Reading the branches {}", session.plane);
    let all = session.progress.step(doing, "Nothing was changed.", facts::all(session)).await?;
    let planned = plan(all, &limits);
    let results = if arguments.apply {
        execute(session, planned, &limits).await
    } else {
        planned.into_iter().map(BranchResult::planned).collect()
    };
    let failed = results.iter().filter(|it| it.error.is_some()).count();
    output.answer(&Report::new(&session.plane, arguments.apply, limits.now, &results))?;
    if failed == 0 {
        return Ok(Exit::Done);
    }
    Err(Failure::new(
        Exit::Failed,
        exit::CLEANUP_INCOMPLETE,
        format!("{failed} of the branches could not be deleted."),
        "The list gives the reasons. Run the cleanup again to retry.",
    ))
}

async fn execute(
    session: &NeonSession<'_>,
    planned: Vec<PlannedBranch>,
    limits: &Limits,
) -> Vec<BranchResult> {
    let total = planned.iter().filter(|it| it.decision.deleted).count();
    let counter = session.progress.count("Deleting branches", Some(total));
    let mut results = Vec::new();
    for branch in planned {
        results.push(if branch.decision.deleted {
            counter.start("Deleting branches");
            execute::delete(session, branch, limits).await
        } else {
            BranchResult::planned(branch)
        });
    }
    results
}
