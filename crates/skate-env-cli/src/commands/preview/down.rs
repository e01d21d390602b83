//! `skate-env preview down`.

use skate_env_core::{Class, neon::SystemClock};
use skate_env_preview::Down;

use super::{
    comment,
    job::{Job, PullRequestOptions},
    report::DownReport,
    summary, vercel,
};
use crate::{
    context::Context, exit::Exit, failure::Failure, neon_session::NeonSession, options::WaitOption,
    output::Output, progress::Progress, recording,
};

/// Delete the database of a closed pull request
///
/// The branch is deleted by its id, after its annotation and the state of the pull request were
/// compared. If the pull request is open again, the branch is kept and the exit code is 0. If nobody
/// can say, the branch is kept and the exit code is 5: the next sweep deletes it. Needs no checkout:
/// the project's id and a key are enough.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  skate-env preview down --comment
  skate-env preview down --pr 7 --repository 4711")]
pub(super) struct Arguments {
    #[command(flatten)]
    pull_request: PullRequestOptions,

    /// Say in the comment on the pull request that the database is gone
    #[arg(long)]
    comment: bool,

    /// Delete the variables that `up --vercel` set for the pull request
    #[arg(long)]
    vercel: bool,

    #[command(flatten)]
    wait: WaitOption,
}

pub(super) async fn run(
    arguments: &Arguments,
    context: Context,
    progress: &Progress,
    output: &Output,
) -> Result<Exit, Failure> {
    let event = Job::event(&context)?;
    let wait = &arguments.wait;
    let job = Job::read(&context, event, &arguments.pull_request.repository, wait).await?;
    let number = job.number(&arguments.pull_request)?;
    let vercel = arguments.vercel.then(|| vercel::connect(&context, &job, wait)).transpose()?;
    let session = NeonSession::open_without_policy(context, wait.duration(), progress).await?;
    let config = session.context.config.clone();
    let clock = SystemClock::start();
    // Where no GitHub knows, who runs this says that it is closed.
    let preview = job.preview(&session, &config, &[], &clock);
    let doing = format!("Deleting the database of pull request {number} {}", session.plane);
    let help = "Run the same command again, or wait for the next sweep.";
    let down = progress.step(doing, help, preview.down(number)).await?;
    if let Down::Deleted(branches) = &down {
        for (_, id) in branches {
            recording::deleted(&session.context, Class::Preview, id);
        }
    }
    let mut report = DownReport::new(number, &down);
    if let Some(vercel) = vercel.filter(|_| !matches!(down, Down::Kept(_))) {
        let removing = vercel::release(&vercel, &job, number);
        let doing = "Deleting the variables on Vercel";
        report.vercel = Some(progress.step(doing, help, removing).await?);
    }
    summary::write(&session.context, &report.lines())?;
    output.answer(&report)?;
    if arguments.comment && !matches!(down, Down::Kept(_)) {
        comment::of_down(&job, number).await?;
    }
    Ok(Exit::Done)
}
