//! `skate-env preview up`.

use std::{path::PathBuf, time::Instant};

use skate_env_core::{Class, Environment, PreviewReset, neon::SystemClock};
use skate_env_migrate::Folder;
use skate_env_preview::{Up, UpRequest, UpState, event::Event, github::model::PullRequest};

use super::{
    comment,
    hand_out::HandOut,
    job::{Job, PullRequestOptions},
    report::UpReport,
    setup::{Prepared, ProjectSetup, RUN_AGAIN},
    summary, vercel,
};
use crate::{
    budget::BudgetOptions,
    commands::migrate::{MigrationsFolder, MigrationsOption},
    context::Context,
    control_plane::NEON_API_KEY,
    exit::Exit,
    failure::Failure,
    neon_session::NeonSession,
    options::WaitOption,
    output::Output,
    prisma_cli::PrismaCli,
    progress::Progress,
};

/// Create or reuse the database of a pull request, migrate it, prove it, and hand it out
///
/// Nothing is created for a closed pull request, and what this run created is deleted if the pull
/// request is closed meanwhile. Data survives a push, unless a migration that was applied here was
/// edited, removed or failed. URLs are written where you ask for it and are masked in the log; the
/// outputs of the step are `branch_id`, `branch`, `how` and `state`. Without a key, a fork's job
/// ends with the state `no_secrets` and exit code 0.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  skate-env preview up --comment
  skate-env preview up --github-env
  skate-env preview up --vercel --comment
  skate-env preview up --pr 7 --repository 4711 --write-env .env.preview --reset always")]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own")]
pub(super) struct Arguments {
    #[command(flatten)]
    pull_request: PullRequestOptions,

    /// Reset the data to the source's: never, changed (an applied migration was), always
    #[arg(long, value_name = "WHEN", value_parser = clap::builder::PossibleValuesParser::new(PreviewReset::NAMES))]
    reset: Option<String>,

    /// Write both URLs into this dotenv file
    #[arg(long, value_name = "FILE")]
    write_env: Option<PathBuf>,

    /// Give both URLs to the later steps of the job, masked
    #[arg(long)]
    github_env: bool,

    /// Give both URLs to the pull request's preview deployments on Vercel, from the next one on
    #[arg(long)]
    vercel: bool,

    /// Deploy the newest preview again if its variables changed
    #[arg(long, requires = "vercel")]
    vercel_redeploy: bool,

    /// Keep one comment on the pull request
    #[arg(long)]
    comment: bool,

    /// Measure the pull request's migrations on a copy, and show in the comment what they lock
    #[arg(long, requires = "comment")]
    measure: bool,

    /// Do not apply migrations and do not seed
    #[arg(long, conflicts_with = "measure")]
    no_migrate: bool,

    #[command(flatten)]
    budget: BudgetOptions,

    #[command(flatten)]
    wait: WaitOption,
}

pub(super) async fn run(
    arguments: &Arguments,
    context: Context,
    progress: &Progress,
    output: &Output,
) -> Result<Exit, Failure> {
    let begin = Instant::now();
    let event = Job::event(&context)?;
    let hand_out = HandOut::new(&context, arguments.write_env.clone(), arguments.github_env)?;
    if let Some(event) = without_secrets(&context, event.as_ref()) {
        hand_out.outputs(None, "no_secrets")?;
        let report = UpReport::without_secrets(event.number);
        summary::write(&context, &report.summary)?;
        output.answer(&report)?;
        return Ok(Exit::Done);
    }
    let wait = &arguments.wait;
    let job = Job::read(&context, event, &arguments.pull_request.repository, wait).await?;
    let number = job.number(&arguments.pull_request)?;
    let vercel = arguments.vercel.then(|| vercel::connect(&context, &job, wait)).transpose()?;
    let folder = folder(&context)?;
    let session = NeonSession::open(context, wait.duration(), progress).await?;
    let config = session.context.config.clone();
    let clock = SystemClock::start();
    let open = [number];
    let preview = job.preview(&session, &config, &open, &clock);
    let setup = ProjectSetup {
        session: &session,
        masks: job.in_actions,
        reset: reset(arguments, &session),
        migrates: !arguments.no_migrate,
        folder,
        budget: &arguments.budget,
        number,
        output,
    };
    let request = UpRequest {
        number,
        head: head(&job, number),
        migrations: digest(setup.folder.as_ref().map(|found| &found.folder)),
        run: job.run.clone(),
        made_by: concat!("skate-env ", env!("CARGO_PKG_VERSION")).to_owned(),
    };
    let up = Box::pin(preview.up(&request, &setup)).await;
    let up = match up {
        Ok(up) => up,
        Err(failure) => {
            // The database is there and is not what the commit wants: reviewers should know.
            if arguments.comment {
                comment::of_failure(&job, number, &failure).await;
            }
            return Err(failure);
        }
    };
    {
        let mut details = session.context.details.borrow_mut();
        details.class = Some(Class::Preview);
        details.pull_request = Some(number);
        details.branch_id = up.branch.as_ref().map(|it| it.branch.id.as_str().to_owned());
    }
    let environment = Environment::Preview;
    let handed_out = match &up.branch {
        Some(ensured) => hand_out.urls(&session, ensured, environment)?,
        None => Vec::new(),
    };
    let on_vercel = match &vercel {
        Some(vercel) => {
            let redeploys = arguments.vercel_redeploy;
            let assigning = vercel::of_up(vercel, &job, &setup, number, &up, redeploys);
            Some(progress.step("Setting the variables on Vercel", RUN_AGAIN, assigning).await?)
        }
        None => None,
    };
    hand_out.outputs(up.branch.as_ref(), state_name(&up.state))?;
    let milliseconds = begin.elapsed().as_millis();
    let mut report = UpReport::new(number, &up, handed_out, milliseconds);
    report.vercel = on_vercel;
    let commented = if arguments.comment && !is_fork(&job, &up) {
        Some(comment::of_up(&job, &setup, number, &up, arguments.measure).await)
    } else {
        None
    };
    report.comment = commented.as_ref().and_then(|it| it.as_ref().ok()).copied();
    summary::write(&session.context, &report.summary)?;
    output.answer(&report)?;
    commented.transpose()?;
    Ok(Exit::Done)
}

/// A fork's job has no key, and is not to fail for that.
fn without_secrets<'e>(context: &Context, event: Option<&'e Event>) -> Option<&'e Event> {
    let has_key = context.process().get(NEON_API_KEY).is_some();
    event.filter(|event| event.is_from_fork && !has_key)
}

pub(super) fn state_name(state: &UpState) -> &'static str {
    match state {
        UpState::Ready => "ready",
        UpState::Superseded => "superseded",
        UpState::Closed | UpState::ClosedMeanwhile => "closed",
        UpState::Unwanted(_) => "not_wanted",
    }
}

/// The commit that the event was about. A person's checkout says nothing about the pull request.
fn head(job: &Job, number: u64) -> Option<String> {
    let event = job.event.as_ref().filter(|event| event.number == number)?;
    Some(event.head.clone())
}

fn is_fork(job: &Job, up: &Up<Prepared>) -> bool {
    job.event.as_ref().is_some_and(|event| event.is_from_fork)
        || up.pull_request.as_ref().is_some_and(PullRequest::is_from_fork)
}

/// The option, else the policy.
fn reset(arguments: &Arguments, session: &NeonSession<'_>) -> PreviewReset {
    let given = arguments.reset.as_deref().and_then(|text| text.parse().ok());
    let policy = session.context.config.classes.get(&Class::Preview);
    given.or(policy.map(|policy| policy.preview.reset)).unwrap_or_default()
}

/// The migrations, where the project has Prisma.
fn folder(context: &Context) -> Result<Option<MigrationsFolder>, Failure> {
    if PrismaCli::find(&context.directory).is_none() {
        return Ok(None);
    }
    MigrationsOption::default().read_if_there(context)
}

/// A digest of all migrations, for the annotation.
fn digest(folder: Option<&Folder>) -> String {
    let all = folder.into_iter().flat_map(|folder| &folder.migrations);
    let text = all.fold(String::new(), |text, one| text + &one.name + &one.checksum());
    if text.is_empty() { text } else { skate_env_preview::identity::short_digest(&text) }
}
