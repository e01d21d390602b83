//! `skate-env branch cleanup`: a plan with a reason for each branch; then, if it is wanted, deeds.

mod deeds;
mod facts;
mod plan;
mod report;

use jiff::{SignedDuration, Timestamp};

use self::{
    deeds::Done,
    plan::{Limits, plan},
    report::Report,
};
use crate::{
    context::Context,
    exit::{self, Exit},
    failure::Failure,
    neon_session::NeonSession,
    options::WaitOption,
    output::Output,
    progress::Progress,
};

/// Show which branches are expired or idle, and with --apply delete them
///
/// A plan comes first, with a reason for each branch. Kept are the default branch, protected ones,
/// those of environments, those with children, those in use, and what skate-env did not make. Each
/// is looked at again before it is deleted; one that cannot be deleted does not stop the rest.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  skate-env branch cleanup
  skate-env branch cleanup --idle-days 3 --apply
  skate-env branch cleanup --everyone --apply --output json > record.json")]
pub(super) struct Arguments {
    /// Do what the plan says
    #[arg(long)]
    pub(super) apply: bool,

    /// Show the plan alone, as without --apply
    #[arg(long, conflicts_with = "apply")]
    dry_run: bool,

    /// Delete what was idle for so many days
    #[arg(long, value_name = "DAYS", default_value_t = 7)]
    idle_days: u16,

    /// Keep what was active within so many hours
    #[arg(long, value_name = "HOURS", default_value_t = 24)]
    active_hours: u16,

    /// Delete no more than so many in one run
    #[arg(long, value_name = "COUNT", default_value_t = 20)]
    at_most: usize,

    /// Other people's branches, too
    #[arg(long)]
    everyone: bool,

    #[command(flatten)]
    wait: WaitOption,
}

pub(super) async fn run(
    arguments: &Arguments,
    context: Context,
    progress: &Progress,
    output: &Output,
) -> Result<Exit, Failure> {
    let session = NeonSession::open(context, arguments.wait.duration(), progress).await?;
    let limits = Limits {
        now: Timestamp::now(),
        active: SignedDuration::from_hours(arguments.active_hours.into()),
        idle: SignedDuration::from_hours(24 * i64::from(arguments.idle_days)),
        owner: (!arguments.everyone).then(|| session.owner()),
        at_most: arguments.at_most,
    };
    let doing = format!("Looking at the branches {}", session.plane);
    let all = progress.step(doing, "Nothing was changed.", facts::all(&session)).await?;
    let planned = plan(all, &limits);
    let mut done = Vec::new();
    for planned in planned {
        done.push(if arguments.apply && planned.fate.deleted {
            deeds::delete(&session, planned, &limits).await
        } else {
            Done::planned(planned)
        });
    }
    let failed = done.iter().filter(|it| it.error.is_some()).count();
    output.answer(&Report::new(&session.plane, arguments.apply, limits.now, &done))?;
    if failed == 0 {
        return Ok(Exit::Done);
    }
    Err(Failure::new(
        Exit::Failed,
        exit::CLEANUP_INCOMPLETE,
        format!("{failed} of the branches could not be deleted."),
        "Their reasons stand in the list; the next clean-up tries again.",
    ))
}
