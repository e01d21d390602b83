//! `skate-env branch delete`.

use std::fmt::{self, Write as _};

use serde::Serialize;
use skate_env_core::{
    Environment,
    neon::lifecycle::{Deletion, Plan},
};

use super::{
    report::plan_text,
    selected::{BranchSummary, SelectedBranch},
};
use crate::{
    env_file::{self, ENV_FILE},
    exit::Exit,
    failure::Failure,
    neon_session::NeonSession,
    options::ChangeOptions,
    output::{Answer, Output},
    recording,
};

/// Delete a branch and its data
///
/// Refuses production's branch, the default branch, protected branches and branches with children;
/// another user's branch needs --everyone. If .env.local led to the branch, its URLs are removed.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The branch's name or id, or the environment whose branch it is
    #[arg(value_name = "NAME|ENV")]
    name: String,

    /// Allow deleting another user's branch
    #[arg(long)]
    everyone: bool,

    #[command(flatten)]
    pub(super) change: ChangeOptions,
}

pub(super) async fn run(
    arguments: &Arguments,
    session: &NeonSession<'_>,
    output: &Output,
) -> Result<Exit, Failure> {
    let selected = SelectedBranch::find(session, &arguments.name).await?;
    let plan = session.branches.plan_delete(&selected.reference).await?;
    selected.check_owner(session, arguments.everyone, "delete")?;
    let endpoints = session.endpoints().await?;
    let branch_id = &selected.found.branch.id;
    let own: Vec<_> = endpoints.iter().filter(|it| it.branch_id == *branch_id).collect();
    let summary = selected.summary(session, &arguments.change);
    if arguments.change.dry_run {
        output.answer(&Report { summary, deleted: false, forgotten: vec![], plan: Some(plan) })?;
        return Ok(Exit::Done);
    }
    let name = selected.name();
    let doing = format!("Deleting branch `{name}` {}", session.plane);
    let help = format!("It may be deleted already. Run `skate-env branch delete {name}` again.");
    let deleting = session.branches.delete(&selected.reference);
    let deleted = session.progress.step(doing, help, deleting).await?;
    if deleted == Deletion::Deleted {
        let class = session.class(&selected.found);
        recording::deleted(&session.context, class, branch_id.as_str());
    }
    let environments = env_file::remove_entries(session, &own)?;
    output.answer(&Report {
        summary,
        deleted: deleted == Deletion::Deleted,
        forgotten: environments.into_iter().map(Environment::as_str).collect(),
        plan: None,
    })?;
    Ok(Exit::Done)
}

#[derive(Serialize)]
struct Report<'r> {
    #[serde(flatten)]
    summary: BranchSummary<'r>,
    deleted: bool,
    /// The environments whose entries were removed from .env.local.
    forgotten: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    plan: Option<Plan>,
}

impl Answer for Report<'_> {
    fn text(&self, page: &mut String) -> fmt::Result {
        let BranchSummary { branch, control_plane, .. } = self.summary;
        if let Some(plan) = &self.plan {
            return writeln!(page, "{}", plan_text(plan, control_plane));
        }
        let result = if self.deleted { "Deleted" } else { "Deleted before" };
        writeln!(page, "{result} {control_plane}: {branch}.")?;
        for environment in &self.forgotten {
            writeln!(page, "{ENV_FILE} has no {environment} database any more.")?;
        }
        Ok(())
    }
}
