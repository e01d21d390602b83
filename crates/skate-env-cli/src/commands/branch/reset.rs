//! `skate-env branch reset`.

use std::fmt::{self, Write as _};

use serde::Serialize;
use skate_env_core::{
    Code, Environment, Problem,
    neon::{BranchRef, FoundBranch, lifecycle::Plan},
};

use super::{
    report::{add_setup, plan_text},
    selected::{BranchSummary, SelectedBranch},
};
use crate::{
    branch_setup::{self, SetupResults},
    control_plane::leads_to,
    env_file::EnvFileEntry,
    exit::Exit,
    failure::Failure,
    neon_session::NeonSession,
    options::{ChangeOptions, SetupOptions},
    output::{Answer, Fields, Output},
};

/// Reset a branch to the present state of its parent, then migrate and seed it
///
/// The branch keeps its id, endpoint and URL; its own data is deleted. Without a name, it is the
/// branch to which development's URL leads. Refuses production's branch; another user's branch
/// needs --everyone.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  skate-env branch reset
  skate-env branch reset feature/orders --dry-run")]
pub(super) struct Arguments {
    /// The branch's name or id, or the environment whose branch it is
    #[arg(value_name = "NAME|ENV")]
    name: Option<String>,

    /// Allow resetting another user's branch
    #[arg(long)]
    everyone: bool,

    #[command(flatten)]
    setup: SetupOptions,

    #[command(flatten)]
    pub(super) change: ChangeOptions,
}

pub(super) async fn run(
    arguments: &Arguments,
    session: &NeonSession<'_>,
    output: &Output,
) -> Result<Exit, Failure> {
    let selected = match &arguments.name {
        Some(name) => SelectedBranch::find(session, name).await?,
        None => SelectedBranch::new(session, branch_of_development(session).await?),
    };
    let (name, branch) = (selected.name(), &selected.reference);
    let environment = selected.class.environment();
    let parent = parent_name(session, &selected.found).await?;
    let source = format!("branch:{parent}");
    let setup = branch_setup::plan(session, false, &arguments.setup);
    let plan = session.branches.plan_reset(branch, &source).await?;
    selected.check_owner(session, arguments.everyone, "reset")?;
    let report = |plan| Report {
        summary: selected.summary(session, &arguments.change),
        class: selected.class.as_str(),
        parent: &parent,
        plan,
        setup,
    };
    if arguments.change.dry_run {
        output.answer(&report(Some(plan)))?;
        return Ok(Exit::Done);
    }
    let progress = session.progress;
    plan.notes.iter().for_each(|note| progress.note(&format!("note: {note}")));
    let doing = format!("Resetting branch `{name}` to `{parent}` {}", session.plane);
    let help = format!(
        "The branch holds all of its old or all of its new data. Run `skate-env branch reset {name}` \
         again."
    );
    progress.step(doing, help, session.branches.reset(branch, &source)).await?;
    let connection = session.branches.connection(branch, environment).await?;
    let entry = EnvFileEntry::new(session, name, environment, &connection)?;
    branch_setup::run(session, &entry, setup, None).await?;
    output.answer(&report(None))?;
    Ok(Exit::Done)
}

/// The branch to whose endpoint development's URL leads.
async fn branch_of_development(session: &NeonSession<'_>) -> Result<FoundBranch, Failure> {
    let resolved = session.context.resolve_as(&session.variables, Environment::Development)?;
    let endpoints = session.endpoints().await?;
    let found = endpoints.iter().find(|it| leads_to(resolved.target.as_ref(), it));
    let endpoint = found.ok_or_else(|| {
        let message = format!("Development's URL leads to no branch of {}.", session.project);
        Problem::new(Code::UnknownBranch, message, "Name the branch, or switch to one first.")
    })?;
    let branch = BranchRef::Id(endpoint.branch_id.clone());
    Ok(session.client().find_branch(&session.project, &branch).await?)
}

async fn parent_name(session: &NeonSession<'_>, found: &FoundBranch) -> Result<String, Failure> {
    let Some(id) = &found.branch.parent_id else {
        let name = &found.branch.name;
        let (code, hint) = if found.branch.default || found.branch.protected {
            (Code::ProtectedBranch, "Nothing was done. Name another branch.".to_owned())
        } else {
            let hint = format!("Run `skate-env branch delete {name}`, then create it again.");
            (Code::BranchMismatch, hint)
        };
        let message = format!("Branch `{name}` has no parent to reset it to.");
        return Err(Problem::new(code, message, hint).into());
    };
    let parent = BranchRef::Id(id.clone());
    Ok(session.client().find_branch(&session.project, &parent).await?.branch.name)
}

#[derive(Serialize)]
struct Report<'r> {
    #[serde(flatten)]
    summary: BranchSummary<'r>,
    class: &'static str,
    parent: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    plan: Option<Plan>,
    #[serde(flatten)]
    setup: SetupResults,
}

impl Answer for Report<'_> {
    fn text(&self, page: &mut String) -> fmt::Result {
        let BranchSummary { branch, control_plane, .. } = self.summary;
        if let Some(plan) = &self.plan {
            return writeln!(page, "{}", plan_text(plan, control_plane));
        }
        let mut fields = Fields::default();
        fields.add("branch", format!("{branch} (reset) {control_plane}"));
        fields.add("parent", self.parent);
        add_setup(&mut fields, self.setup);
        fields.write(page)
    }
}
