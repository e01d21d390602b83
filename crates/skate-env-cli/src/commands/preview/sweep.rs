//! `skate-env preview sweep`.

mod open_from;
mod report;

use skate_env_core::{Class, Code, neon::SystemClock};
use skate_env_preview::SweepLimits;

use self::{open_from::OpenFrom, report::Report};
use super::{
    job::{Job, RepositoryOption},
    summary, vercel,
};
use crate::{
    context::Context,
    exit::{self, Exit},
    failure::Failure,
    neon_session::NeonSession,
    options::WaitOption,
    output::Output,
    progress::Progress,
    recording,
};

/// Show which databases of closed pull requests are left; delete them with --apply
///
/// A branch is deleted ten minutes after its pull request was closed, and only if its annotation
/// names this repository. If the state of a pull request is not known, its branch is kept and the
/// exit code is 5. Each state is asked again right before a branch is deleted.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  skate-env preview sweep
  skate-env preview sweep --apply
  list-open-merge-requests | skate-env preview sweep --repository 4711 --open-from - --apply")]
pub(super) struct Arguments {
    /// Delete the branches of the plan
    #[arg(long)]
    pub(super) apply: bool,

    /// Delete at most this many branches in one run
    #[arg(long, value_name = "COUNT", default_value_t = 20)]
    at_most: usize,

    /// Read the numbers of all open pull requests from this file or from standard input, one a line;
    /// `none` if there are none
    #[arg(long, value_name = "FILE|-")]
    open_from: Option<OpenFrom>,

    /// Delete the variables on Vercel of pull requests that are closed and have no database, too
    #[arg(long, conflicts_with = "open_from")]
    vercel: bool,

    #[command(flatten)]
    repository: RepositoryOption,

    #[command(flatten)]
    wait: WaitOption,
}

pub(super) async fn run(
    arguments: &Arguments,
    context: Context,
    progress: &Progress,
    output: &Output,
) -> Result<Exit, Failure> {
    let event = Job::event(&context).ok().flatten();
    let mut job = Job::read(&context, event, &arguments.repository, &arguments.wait).await?;
    let open = match &arguments.open_from {
        Some(from) => {
            job.github = None;
            from.read()?
        }
        None if job.github.is_none() => return Err(nobody_knows()),
        None => Vec::new(),
    };
    let vercel = arguments.vercel.then(|| vercel::connect(&context, &job, &arguments.wait));
    let vercel = vercel.transpose()?;
    let wait = arguments.wait.duration();
    let session = NeonSession::open_without_policy(context, wait, progress).await?;
    let config = session.context.config.clone();
    let clock = SystemClock::start();
    let preview = job.preview(&session, &config, &open, &clock);
    let limits = SweepLimits { apply: arguments.apply, at_most: arguments.at_most };
    let doing = format!("Comparing branches and pull requests {}", session.plane);
    let help = "Branches deleted so far are gone. Run the sweep again for the others.";
    let sweep = progress.step(doing, help, preview.sweep(limits)).await?;
    let deleted: Vec<_> = sweep.branches.iter().filter(|branch| branch.deleted).collect();
    for branch in &deleted {
        recording::deleted(&session.context, Class::Preview, &branch.id);
    }
    session.context.details.borrow_mut().count = u64::try_from(deleted.len()).ok();
    let mut report = Report::new(&session.plane, arguments.apply, &sweep);
    if let Some(vercel) = &vercel {
        report.vercel = vercel::sweep(vercel, &job, &preview, &sweep, arguments.apply).await?;
    }
    summary::write(&session.context, &report.lines())?;
    output.answer(&report)?;
    let unknown = sweep.branches.iter().filter(|branch| branch.unknown).count();
    if unknown > 0 {
        return Err(Failure::new(
            Exit::Remote,
            Code::GithubUnavailable.as_str(),
            format!("The state of the pull requests of {unknown} branches is not known."),
            "These branches were kept. The list gives the reasons; run the sweep again.",
        ));
    }
    match sweep.failed() {
        0 => Ok(Exit::Done),
        failed => Err(Failure::new(
            Exit::Failed,
            exit::CLEANUP_INCOMPLETE,
            format!("{failed} of the branches could not be deleted."),
            "The list gives the reasons. Run the sweep again to retry.",
        )),
    }
}

fn nobody_knows() -> Failure {
    Failure::usage(
        "Cannot tell which pull requests are open: GITHUB_TOKEN or GITHUB_REPOSITORY is not set.",
        "Set both, or give the numbers of all open pull requests: `--open-from FILE`.",
    )
}
