//! `skate-env branch reset`.

use std::fmt::{self, Write as _};

use serde::Serialize;
use skate_env_core::{
    Code, Environment, Problem,
    neon::{BranchRef, FoundBranch, lifecycle::Plan},
};

use super::report::{add_setup, plan_text};
use crate::{
    branch_setup::{self, SetupOutcomes},
    context::Context,
    control_plane::{ControlPlane, leads_to},
    env_file::EnvFileEntry,
    exit::Exit,
    failure::Failure,
    neon_session::{NeonSession, owner},
    options::{ChangeOptions, SetupOptions},
    output::{Answer, Fields, Output},
    progress::Progress,
};

/// Put a branch back to its parent's state now; then migrations, seed
///
/// Its id, endpoint and URL stay; its own data goes. Without a name it is the branch that
/// development leads to here. Production's branch is never reset; somebody else's only with
/// --everyone.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  skate-env branch reset
  skate-env branch reset feature/orders --dry-run")]
pub(super) struct Arguments {
    /// The branch by name or id, or the environment whose branch it is
    #[arg(value_name = "NAME|ENV")]
    name: Option<String>,

    /// Somebody else's branch, too
    #[arg(long)]
    everyone: bool,

    #[command(flatten)]
    afterwards: SetupOptions,

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
    let found = match &arguments.name {
        Some(name) => session.branches.find(name).await?,
        None => developments(&session).await?,
    };
    let class = session.class(&found);
    let (name, branch) = (&found.branch.name, BranchRef::Id(found.branch.id.clone()));
    let parent = parent(&session, &found).await?;
    let source = format!("branch:{parent}");
    let planned = branch_setup::planned(&session, false, &arguments.afterwards);
    let plan = session.branches.plan_reset(&branch, &source).await?;
    if !arguments.everyone {
        owner::check(&found, &session.owner(), "reset")?;
    }
    let report = |plan| Report {
        dry_run: arguments.common.dry_run,
        control_plane: &session.plane,
        branch: name,
        branch_id: found.branch.id.as_str(),
        class: class.as_str(),
        parent: &parent,
        plan,
        migrations: planned,
    };
    if arguments.common.dry_run {
        output.answer(&report(Some(plan)))?;
        return Ok(Exit::Done);
    }
    plan.notes.iter().for_each(|note| progress.note(&format!("note: {note}")));
    let doing = format!("Resetting branch `{name}` to `{parent}` {}", session.plane);
    let left = format!("It is whole, old or new: `skate-env branch reset {name}` finishes it.");
    progress.step(doing, left, session.branches.reset(&branch, &source)).await?;
    let connection = session.branches.connection(&branch, class.environment()).await?;
    let leading = EnvFileEntry::to(&session, name, class.environment(), &connection)?;
    branch_setup::run(&session, &leading, planned, None).await?;
    output.answer(&report(None))?;
    Ok(Exit::Done)
}

/// The branch that owns the endpoint to which development leads here.
async fn developments(session: &NeonSession<'_>) -> Result<FoundBranch, Failure> {
    let resolved = session.context.resolve_as(&session.variables, Environment::Development)?;
    let endpoints = session.endpoints().await?;
    let found = endpoints.iter().find(|it| leads_to(resolved.target.as_ref(), it));
    let endpoint = found.ok_or_else(|| {
        let message = format!("Development leads to no branch of {} here.", session.project);
        Problem::new(Code::UnknownBranch, message, "Name the branch, or switch to one first.")
    })?;
    let branch = BranchRef::Id(endpoint.branch_id.clone());
    Ok(session.client().find_branch(&session.project, &branch).await?)
}

/// The name of its parent.
async fn parent(session: &NeonSession<'_>, found: &FoundBranch) -> Result<String, Failure> {
    let Some(id) = &found.branch.parent_id else {
        let name = &found.branch.name;
        let (code, hint) = if found.branch.default || found.branch.protected {
            (Code::ProtectedBranch, "Nothing was done. Name another branch.".to_owned())
        } else {
            let again = format!("`skate-env branch delete {name}`, then create it again.");
            (Code::BranchMismatch, again)
        };
        let message = format!("Branch `{name}` has no parent to be reset to.");
        return Err(Problem::new(code, message, hint).into());
    };
    let parent = BranchRef::Id(id.clone());
    Ok(session.client().find_branch(&session.project, &parent).await?.branch.name)
}

#[derive(Serialize)]
struct Report<'r> {
    dry_run: bool,
    control_plane: &'r ControlPlane,
    branch: &'r str,
    branch_id: &'r str,
    class: &'static str,
    parent: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    plan: Option<Plan>,
    #[serde(flatten)]
    migrations: SetupOutcomes,
}

impl Answer for Report<'_> {
    fn text(&self, page: &mut String) -> fmt::Result {
        if let Some(plan) = &self.plan {
            return writeln!(page, "{}", plan_text(plan, self.control_plane));
        }
        let mut fields = Fields::default();
        fields.add("branch", format!("{} (reset) {}", self.branch, self.control_plane));
        fields.add("parent", self.parent);
        add_setup(&mut fields, self.migrations);
        fields.write(page)
    }
}
