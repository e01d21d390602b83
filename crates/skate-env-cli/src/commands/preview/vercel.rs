//! `--vercel`: the preview deployments of the pull request's git branch get its database.

use skate_env_command_line::{Connection, variables_to_empty};
use skate_env_core::{Code, Environment, Problem, Variables, files, neon::RetryPolicy};
use skate_env_preview::{
    Preview, Sweep, Up,
    vercel::{Assignment, Project, VERCEL, Vercel},
};

use super::{
    job::Job,
    setup::{Prepared, ProjectSetup},
};
use crate::{
    context::Context, env_file::EnvFileEntry, failure::Failure, options::WaitOption,
    output::escape_control,
};

const PROJECT_FILE: &str = ".vercel/project.json";

/// What happened on Vercel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum VercelOutcome {
    Set,
    SetAndRedeployed,
    Unchanged,
    Removed,
    /// A fork's git branch may be called as one of this repository.
    NotForForks,
}

impl VercelOutcome {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Set => "variables set; the next deployment has them",
            Self::SetAndRedeployed => "variables set, and the newest preview is deployed again",
            Self::Unchanged => "variables unchanged",
            Self::Removed => "variables removed",
            Self::NotForForks => "no variables: the pull request is a fork's",
        }
    }
}

/// The project on Vercel, by the variables of Vercel's command or by the file of `vercel link`.
pub(super) fn connect(context: &Context, job: &Job, wait: &WaitOption) -> Result<Vercel, Failure> {
    if job.github.is_none() {
        return Err(Failure::usage(
            "Cannot use --vercel: only GitHub says which git branch a pull request has.",
            "Set GITHUB_TOKEN and GITHUB_REPOSITORY, or leave it out.",
        ));
    }
    let process = context.process();
    let token = process.get(VERCEL.key).ok_or_else(no_token)?;
    let project = if let Some(id) = process.get("VERCEL_PROJECT_ID") {
        Project::new(id, process.get("VERCEL_ORG_ID"))
    } else {
        let text = files::read_text(&context.directory.join(PROJECT_FILE))?;
        Project::parse(&text.ok_or_else(no_project)?)?
    };
    let base = process.get(VERCEL.address).unwrap_or(VERCEL.base);
    let policy = RetryPolicy { deadline: wait.duration(), ..RetryPolicy::default() };
    Ok(Vercel::connect(base, &token.into(), project)?.with_retry_policy(policy))
}

/// Gives the previews of the git branch both URLs, unless they have them. Removes them where the
/// pull request has no database.
pub(super) async fn of_up(
    vercel: &Vercel,
    job: &Job,
    setup: &ProjectSetup<'_>,
    number: u64,
    up: &Up<Prepared>,
    redeploys: bool,
) -> Result<VercelOutcome, Failure> {
    let (Some(ensured), Some(pull)) = (&up.branch, &up.pull_request) else {
        return release(vercel, job, number).await;
    };
    if pull.is_from_fork() {
        return Ok(VercelOutcome::NotForForks);
    }
    let session = setup.session;
    let resolved = setup.resolved(ensured)?;
    let config = &session.context.config;
    let environment = Environment::Preview;
    let branch = &ensured.branch;
    let entry = EnvFileEntry::new(session, &branch.name, environment, &ensured.connection)?;
    let names = config.url_variables(environment);
    let pair = entry.assignments().filter(|(name, _)| names.iter().any(|it| it == name));
    let assignment = Assignment {
        repository: &job.repository,
        number: pull.number,
        branch_id: branch.id.as_str(),
        git_branch: &pull.head.name,
        variables: pair.collect(),
    };
    let is_production = |name: &str, value: &str| {
        let mut alone = Variables::new();
        alone.set(name, value);
        !variables_to_empty(&alone, &[], config, &resolved, Connection::Direct).is_empty()
    };
    let assigned = vercel.assign(&assignment, is_production).await?;
    if !assigned.unreadable.is_empty() {
        let names = escape_control(&assigned.unreadable.join(", "));
        session.progress.note(&format!(
            "note: Vercel shows nobody the values of {names}, so they were not compared with \
             production."
        ));
    }
    if !assigned.changed {
        return Ok(VercelOutcome::Unchanged);
    }
    if redeploys && vercel.redeploy(&pull.head.name).await? {
        return Ok(VercelOutcome::SetAndRedeployed);
    }
    Ok(VercelOutcome::Set)
}

/// Removes the variables of a pull request that has no database.
pub(super) async fn release(
    vercel: &Vercel,
    job: &Job,
    number: u64,
) -> Result<VercelOutcome, Failure> {
    let removed = vercel.release(&job.repository, number).await?;
    Ok(if removed.is_empty() { VercelOutcome::Unchanged } else { VercelOutcome::Removed })
}

/// The closed pull requests without a database for which variables are left; deletes them.
pub(super) async fn sweep(
    vercel: &Vercel,
    job: &Job,
    preview: &Preview<'_>,
    sweep: &Sweep,
    applies: bool,
) -> Result<Vec<u64>, Failure> {
    let mut left = Vec::new();
    for number in vercel.served(&job.repository).await? {
        let has_branch = sweep.branches.iter().any(|it| it.pr == number && !it.deleted);
        if has_branch || !preview.is_closed(number).await? {
            continue;
        }
        if applies {
            vercel.release(&job.repository, number).await?;
        }
        left.push(number);
    }
    Ok(left)
}

fn no_token() -> Problem {
    Problem::new(
        Code::InvalidConfig,
        "VERCEL_TOKEN is not set, so the project on Vercel cannot be asked.",
        "Add `env: { VERCEL_TOKEN: ${{ secrets.VERCEL_TOKEN }} }` to the step, or leave --vercel out.",
    )
}

fn no_project() -> Problem {
    Problem::new(
        Code::InvalidConfig,
        "Cannot tell which project on Vercel this is.",
        "Set VERCEL_PROJECT_ID and VERCEL_ORG_ID, or run `vercel link`, which writes \
         .vercel/project.json.",
    )
}
