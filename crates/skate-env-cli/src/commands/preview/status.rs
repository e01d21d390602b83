//! `skate-env preview status`.

use std::fmt::{self, Write as _};

use jiff::Timestamp;
use serde::Serialize;
use skate_env_preview::{
    identity::Identity,
    time_span::{parse_timestamp, span},
};

use super::job::{Job, RepositoryOption};
use crate::{
    context::Context,
    control_plane::ControlPlane,
    exit::Exit,
    failure::Failure,
    neon_session::NeonSession,
    options::WaitOption,
    output::{Answer, Cell, Output, Table, escape_control},
    progress::Progress,
};

/// Show the databases of pull requests: branch, age, expiry, commit
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  skate-env preview status
  skate-env preview status --pr 7 --output json")]
pub(super) struct Arguments {
    /// Show this pull request only
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u64).range(1..))]
    pr: Option<u64>,

    #[command(flatten)]
    repository: RepositoryOption,

    #[command(flatten)]
    wait: WaitOption,
}

#[derive(Serialize)]
struct Report<'r> {
    control_plane: &'r ControlPlane,
    branches: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    pr: u64,
    branch: String,
    branch_id: String,
    /// `open`, `closed` or `unknown`; absent where nobody was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pull_request: Option<&'static str>,
    created_at: String,
    expires_at: Option<String>,
    /// The commit for which it was created.
    head: String,
    #[serde(skip)]
    age: String,
    #[serde(skip)]
    left: String,
}

pub(super) async fn run(
    arguments: &Arguments,
    context: Context,
    progress: &Progress,
    output: &Output,
) -> Result<Exit, Failure> {
    let event = Job::event(&context).ok().flatten();
    let job = Job::read(&context, event, &arguments.repository, &arguments.wait).await?;
    let wait = arguments.wait.duration();
    let session = NeonSession::open_without_policy(context, wait, progress).await?;
    let now = Timestamp::now();
    let mut branches = Vec::new();
    for found in session.client().all_branches(&session.project).await? {
        let Some(identity) = Identity::of(&found) else { continue };
        let is_meant = arguments.pr.is_none_or(|number| number == identity.pr);
        if identity.repo != job.repository || !is_meant {
            continue;
        }
        let branch = found.branch;
        let age = |at: Option<&String>| Some(now.duration_since(parse_timestamp(at)?));
        branches.push(Row {
            pr: identity.pr,
            pull_request: state(&job, identity.pr).await,
            age: age(Some(&branch.created_at)).map(span).unwrap_or_default(),
            left: age(branch.expires_at.as_ref())
                .map_or_else(|| "never".to_owned(), |since| format!("in {}", span(-since))),
            branch: branch.name,
            branch_id: branch.id.as_str().to_owned(),
            created_at: branch.created_at,
            expires_at: branch.expires_at,
            head: identity.head,
        });
    }
    branches.sort_by_key(|row| row.pr);
    output.answer(&Report { control_plane: &session.plane, branches })?;
    Ok(Exit::Done)
}

async fn state(job: &Job, number: u64) -> Option<&'static str> {
    let github = job.github.as_ref()?;
    Some(match github.pull_request(number).await {
        Ok(pull) if pull.is_open() => "open",
        Ok(_) => "closed",
        Err(_) => "unknown",
    })
}

impl Answer for Report<'_> {
    fn text(&self, page: &mut String) -> fmt::Result {
        if self.branches.is_empty() {
            return writeln!(page, "No pull request has a database {}.", self.control_plane);
        }
        let mut table =
            Table::new(&["pull request", "", "branch", "age", "expires", "created for"]);
        for row in &self.branches {
            let head: String = escape_control(&row.head).chars().take(10).collect();
            table.row(vec![
                Cell::new(row.pr.to_string()),
                Cell::new(row.pull_request.unwrap_or_default()),
                Cell::new(escape_control(&row.branch)),
                Cell::new(row.age.clone()),
                Cell::new(row.left.clone()),
                Cell::new(head),
            ]);
        }
        table.write(page)
    }
}
