//! `skate-env branch switch`.

use std::fmt;

use serde::Serialize;

use super::selected::{BranchSummary, SelectedBranch};
use crate::{
    env_file::{ENV_FILE, EnvFileEntry},
    exit::Exit,
    failure::Failure,
    neon_session::NeonSession,
    options::ChangeOptions,
    output::{Answer, Fields, Output},
};

/// Point .env.local at another branch or environment
///
/// Only this file is changed, in one atomic write. Production's URL is never written.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  skate-env branch switch feature/orders
  skate-env branch switch staging")]
pub(super) struct Arguments {
    /// The branch's name or id, or the environment whose branch it is
    #[arg(value_name = "NAME|ENV")]
    name: String,

    #[command(flatten)]
    pub(super) change: ChangeOptions,
}

pub(super) async fn run(
    arguments: &Arguments,
    session: &NeonSession<'_>,
    output: &Output,
) -> Result<Exit, Failure> {
    let selected = SelectedBranch::find(session, &arguments.name).await?;
    let (name, environment) = (selected.name(), selected.class.environment());
    let help = "Nothing was changed.";
    let doing = format!("Looking for branch `{name}` {}", session.plane);
    let connecting = session.branches.connection(&selected.reference, environment);
    let connection = session.progress.step(doing, help, connecting).await?;
    let entry = EnvFileEntry::new(session, name, environment, &connection)?;
    if !arguments.change.dry_run {
        let doing = format!("Writing {ENV_FILE}");
        session.progress.step(doing, help, async { entry.write(session) }).await?;
    }
    output.answer(&Report {
        summary: selected.summary(session, &arguments.change),
        class: selected.class.as_str(),
        environment: environment.as_str(),
        url: connection.pooled.to_string(),
    })?;
    Ok(Exit::Done)
}

#[derive(Serialize)]
struct Report<'r> {
    #[serde(flatten)]
    summary: BranchSummary<'r>,
    class: &'static str,
    environment: &'static str,
    /// Without its password.
    url: String,
}

impl Answer for Report<'_> {
    fn text(&self, page: &mut String) -> fmt::Result {
        let BranchSummary { branch, control_plane, dry_run, .. } = self.summary;
        let mut fields = Fields::default();
        fields.add("branch", format!("{branch} {control_plane}"));
        fields.add("class", format!("{}, for {}", self.class, self.environment));
        fields.add("database", &self.url);
        fields.add(ENV_FILE, if dry_run { "would lead there" } else { "leads there" });
        fields.write(page)
    }
}
