//! `skate-env branch delete`.

use std::fmt::{self, Write as _};

use serde::Serialize;
use skate_env_core::{
    Environment,
    neon::{
        BranchRef,
        lifecycle::{Deletion, Plan},
    },
};

use super::report::plan_text;
use crate::{
    context::Context,
    control_plane::ControlPlane,
    env_file,
    exit::Exit,
    failure::Failure,
    neon_session::{NeonSession, owner},
    options::ChangeOptions,
    output::{Answer, Output},
    progress::Progress,
};

/// Delete a branch, for good
///
/// Never production's, the default one, a protected one, or one with children; somebody else's only
/// with --everyone. Where .env.local led to it, its URLs are taken out.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The branch by name or id, or the environment whose branch it is
    #[arg(value_name = "NAME|ENV")]
    name: String,

    /// Somebody else's branch, too
    #[arg(long)]
    everyone: bool,

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
    let (name, branch) = (&found.branch.name, BranchRef::Id(found.branch.id.clone()));
    let plan = session.branches.plan_delete(&branch).await?;
    if !arguments.everyone {
        owner::check(&found, &session.owner(), "delete")?;
    }
    let endpoints = session.endpoints().await?;
    let own: Vec<_> = endpoints.iter().filter(|it| it.branch_id == found.branch.id).collect();
    let report = |deleted, forgotten: Vec<Environment>, plan| Report {
        dry_run: arguments.common.dry_run,
        control_plane: &session.plane,
        branch: name,
        branch_id: found.branch.id.as_str(),
        deleted,
        forgotten: forgotten.into_iter().map(Environment::as_str).collect(),
        plan,
    };
    if arguments.common.dry_run {
        output.answer(&report(false, Vec::new(), Some(plan)))?;
        return Ok(Exit::Done);
    }
    let doing = format!("Deleting branch `{name}` {}", session.plane);
    let left = format!("It may be gone: `skate-env branch delete {name}` finishes it.");
    let deleted = progress.step(doing, left, session.branches.delete(&branch)).await?;
    let forgotten = env_file::forget(&session, &own)?;
    output.answer(&report(deleted == Deletion::Deleted, forgotten, None))?;
    Ok(Exit::Done)
}

#[derive(Serialize)]
struct Report<'r> {
    dry_run: bool,
    control_plane: &'r ControlPlane,
    branch: &'r str,
    branch_id: &'r str,
    deleted: bool,
    /// The environments that are in .env.local no more.
    forgotten: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    plan: Option<Plan>,
}

impl Answer for Report<'_> {
    fn text(&self, page: &mut String) -> fmt::Result {
        if let Some(plan) = &self.plan {
            return writeln!(page, "{}", plan_text(plan, self.control_plane));
        }
        let what = if self.deleted { "Deleted" } else { "Gone already" };
        writeln!(page, "{what} {}: {}.", self.control_plane, self.branch)?;
        for environment in &self.forgotten {
            writeln!(page, "{} leads to no {environment} database now.", env_file::FILE)?;
        }
        Ok(())
    }
}
