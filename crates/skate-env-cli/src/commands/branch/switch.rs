//! `skate-env branch switch`.

use std::fmt;

use serde::Serialize;
use skate_env_core::neon::{BranchRef, lifecycle::Connection};

use crate::{
    context::Context,
    control_plane::ControlPlane,
    env_file::{EnvFileEntry, FILE},
    exit::Exit,
    failure::Failure,
    neon_session::NeonSession,
    options::ChangeOptions,
    output::{Answer, Fields, Output},
    progress::Progress,
};

/// Lead .env.local to another branch or environment
///
/// One file changes, in one step. Production's URL is never written.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  skate-env branch switch feature/orders
  skate-env branch switch staging")]
pub(super) struct Arguments {
    /// The branch by name or id, or the environment whose branch it is
    #[arg(value_name = "NAME|ENV")]
    name: String,

    #[command(flatten)]
    pub(super) common: ChangeOptions,
}

pub(super) async fn run(
    arguments: &Arguments,
    context: Context,
    progress: &Progress,
    output: &Output,
) -> Result<Exit, Failure> {
    let session = NeonSession::open(context, arguments.common.wait.duration(), progress).await?;
    let found = session.branches.find(&arguments.name).await?;
    let class = session.class(&found);
    let branch = BranchRef::Id(found.branch.id.clone());
    let left = "Nothing was changed.";
    let doing = format!("Looking for branch `{}` {}", found.branch.name, session.plane);
    let looking = session.branches.connection(&branch, class.environment());
    let connection = progress.step(doing, left, looking).await?;
    let leading = EnvFileEntry::to(&session, &found.branch.name, class.environment(), &connection)?;
    if !arguments.common.dry_run {
        let doing = format!("Writing {FILE}");
        progress.step(doing, left, async { leading.write(&session) }).await?;
    }
    output.answer(&Report {
        dry_run: arguments.common.dry_run,
        control_plane: &session.plane,
        branch: &found.branch.name,
        branch_id: found.branch.id.as_str(),
        class: class.as_str(),
        environment: class.environment().as_str(),
        url: connection_url(&connection),
    })?;
    Ok(Exit::Done)
}

fn connection_url(connection: &Connection) -> String {
    connection.pooled.to_string()
}

#[derive(Serialize)]
struct Report<'r> {
    dry_run: bool,
    control_plane: &'r ControlPlane,
    branch: &'r str,
    branch_id: &'r str,
    class: &'static str,
    environment: &'static str,
    url: String,
}

impl Answer for Report<'_> {
    fn text(&self, page: &mut String) -> fmt::Result {
        let mut fields = Fields::default();
        fields.add("branch", format!("{} {}", self.branch, self.control_plane));
        fields.add("class", format!("{}, for {}", self.class, self.environment));
        fields.add("database", &self.url);
        fields.add(FILE, if self.dry_run { "would lead there" } else { "leads there" });
        fields.write(page)
    }
}
