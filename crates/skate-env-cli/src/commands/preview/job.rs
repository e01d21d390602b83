//! What the job says: which pull request, which repository, who knows its state.

use std::path::Path;

use skate_env_core::{
    Code, Config, Problem, files,
    neon::{RetryPolicy, SystemClock},
};
use skate_env_preview::{
    Preview, PullRequests,
    event::{self, Event},
    github::{GITHUB, GitHub},
};

use crate::{context::Context, failure::Failure, neon_session::NeonSession, options::WaitOption};

/// Which repository, where GitHub does not say.
#[derive(clap::Args)]
pub(super) struct RepositoryOption {
    /// Name the repository by an id that never changes, where the CI is not GitHub Actions
    #[arg(long, value_name = "ID")]
    repository: Option<String>,
}

/// Which pull request.
#[derive(clap::Args)]
pub(super) struct PullRequestOptions {
    /// Use this pull request instead of the event's
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u64).range(1..))]
    pr: Option<u64>,

    #[command(flatten)]
    pub(super) repository: RepositoryOption,
}

/// The job that runs the command.
pub(super) struct Job {
    /// Whether it is a job of GitHub Actions.
    pub(super) in_actions: bool,
    /// The event, if it is about a pull request.
    pub(super) event: Option<Event>,
    /// GitHub, if there is a token.
    pub(super) github: Option<GitHub>,
    /// What names the repository for good.
    pub(super) repository: String,
    /// The run, for the annotation.
    pub(super) run: String,
    /// The run's page.
    pub(super) run_url: Option<String>,
}

impl Job {
    /// Reads the event. It needs no key, so that a fork's job can be told apart.
    pub(super) fn event(context: &Context) -> Result<Option<Event>, Failure> {
        let process = context.process();
        let Some(path) = process.get("GITHUB_EVENT_PATH") else { return Ok(None) };
        let text = files::read_text(Path::new(path))?.ok_or_else(|| no_event_file(path))?;
        let job = event::Job {
            event: process.get("GITHUB_EVENT_NAME"),
            repository: process.get("GITHUB_REPOSITORY"),
            repository_id: process.get("GITHUB_REPOSITORY_ID"),
        };
        Ok(Event::parse(&text, job)?)
    }

    /// Reads the rest, and asks GitHub who the repository is where nothing else says it.
    pub(super) async fn read(
        context: &Context,
        event: Option<Event>,
        option: &RepositoryOption,
        wait: &WaitOption,
    ) -> Result<Self, Failure> {
        let process = context.process();
        let in_actions = process.get("GITHUB_ACTIONS").is_some();
        let github = github(context, event.as_ref(), wait)?;
        if github.is_none() && in_actions {
            return Err(no_token());
        }
        let repository = repository(context, event.as_ref(), github.as_ref(), option).await?;
        let id = process.get("GITHUB_RUN_ID");
        let attempt = process.get("GITHUB_RUN_ATTEMPT").unwrap_or("1");
        let page = |id: &str| {
            let server = process.get("GITHUB_SERVER_URL")?;
            let name = process.get("GITHUB_REPOSITORY")?;
            Some(format!("{server}/{name}/actions/runs/{id}"))
        };
        Ok(Self {
            in_actions,
            event,
            github,
            repository,
            run: id.map(|id| format!("{id}.{attempt}")).unwrap_or_default(),
            run_url: id.and_then(page),
        })
    }

    /// The pull request's number.
    pub(super) fn number(&self, options: &PullRequestOptions) -> Result<u64, Failure> {
        options.pr.or(self.event.as_ref().map(|event| event.number)).ok_or_else(|| {
            Failure::usage(
                "Cannot tell which pull request this is: the job was not started by one.",
                "Name it: `--pr NUMBER`.",
            )
        })
    }

    /// Everything that a preview works with. `open`: the open pull requests, where no GitHub knows.
    pub(super) fn preview<'a>(
        &'a self,
        session: &'a NeonSession<'_>,
        config: &'a Config,
        open: &'a [u64],
        clock: &'a SystemClock,
    ) -> Preview<'a> {
        let pull_requests = match &self.github {
            Some(github) => PullRequests::GitHub(github),
            None => PullRequests::Open(open),
        };
        let (branches, repository) = (&session.branches, self.repository.clone());
        Preview { branches, pull_requests, repository, config, clock }
    }
}

fn github(
    context: &Context,
    event: Option<&Event>,
    wait: &WaitOption,
) -> Result<Option<GitHub>, Failure> {
    let process = context.process();
    let name = process.get("GITHUB_REPOSITORY").or(event.map(|event| event.full_name.as_str()));
    let (Some(token), Some(name)) = (process.get("GITHUB_TOKEN"), name) else { return Ok(None) };
    let base = process.get("GITHUB_API_URL").unwrap_or(GITHUB.base);
    let policy = RetryPolicy { deadline: wait.duration(), ..RetryPolicy::default() };
    Ok(Some(GitHub::connect(base, &token.into(), name)?.with_retry_policy(policy)))
}

async fn repository(
    context: &Context,
    event: Option<&Event>,
    github: Option<&GitHub>,
    option: &RepositoryOption,
) -> Result<String, Failure> {
    let process = context.process();
    let given = option.repository.clone().filter(|_| github.is_none());
    if let Some(event) = event {
        return Ok(event.repository.to_string());
    }
    if let Some(id) = process.get("GITHUB_REPOSITORY_ID").filter(|_| github.is_some()) {
        return Ok(id.to_owned());
    }
    if let Some(github) = github {
        return Ok(github.repository().await?.id.to_string());
    }
    // GitLab and Bitbucket say it in their jobs.
    let gitlab = || Some(format!("gitlab-{}", process.get("CI_PROJECT_ID")?));
    let bitbucket = || Some(format!("bitbucket-{}", process.get("BITBUCKET_REPO_UUID")?));
    given.or_else(gitlab).or_else(bitbucket).ok_or_else(|| {
        Failure::usage(
            "Cannot tell which repository this is, so no branch can be known as its own.",
            "Set GITHUB_TOKEN and GITHUB_REPOSITORY, or name it: `--repository ID`.",
        )
    })
}

fn no_token() -> Failure {
    Problem::new(
        Code::InvalidConfig,
        "GITHUB_TOKEN is not set, so nobody can say whether the pull request is open.",
        "Add `env: { GITHUB_TOKEN: ${{ github.token }} }` to the step.",
    )
    .into()
}

fn no_event_file(path: &str) -> Failure {
    let message = format!("Cannot find {path}, which GITHUB_EVENT_PATH names.");
    Problem::new(
        Code::UnreadableFile,
        message,
        "Name the pull request with `--pr NUMBER`, and unset it.",
    )
    .into()
}
