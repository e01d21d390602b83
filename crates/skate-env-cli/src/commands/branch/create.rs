//! `skate-env branch create`.

mod explain;
mod masked;
pub(in crate::commands) mod one_open;
mod report;

use jiff::Timestamp;
use skate_env_core::{
    Class,
    neon::lifecycle::{BranchSpec, EnsuredBranch},
};

pub(in crate::commands) use self::masked::{
    MaskingReport, create as create_masked, gather as masking_rules,
};
use self::{
    explain::explain,
    report::{CreatedReport, PlanReport},
};
use crate::{
    branch_setup::{self, SetupResults},
    budget::{self, BudgetOptions},
    env_file::EnvFileEntry,
    exit::Exit,
    failure::Failure,
    neon_session::NeonSession,
    options::{ChangeOptions, SetupOptions, branch_class},
    output::Output,
};

/// Create a branch, or reuse your own of that name; then point .env.local at it, migrate and seed
///
/// The branch is created from the branch of its class's source environment, expires as its class
/// says, and carries your name. A masked branch cannot be reached before its data is masked. Once
/// the branch answers, .env.local leads to it, and the project's own Prisma applies pending
/// migrations and seeds. After an interruption, the same command goes on from there.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  skate-env branch create feature/orders
  skate-env branch create test/orders --schema-only
  skate-env branch create preview/pr-7 --masked
  skate-env branch create before-the-bug --from production --at 2026-11-20T08:00:00Z")]
pub(super) struct Arguments {
    /// The branch's name: feature/*, dev-*, preview/pr-*, test/*, or any other for a feature
    name: String,

    /// Create it from this environment's branch, or from this branch
    #[arg(long, value_name = "ENV|BRANCH")]
    from: Option<String>,

    /// Set the class, whatever the name says
    #[arg(long, value_parser = branch_class(), hide_possible_values = true)]
    class: Option<Class>,

    /// Start from this moment in the source's history
    #[arg(long, value_name = "TIMESTAMP")]
    at: Option<Timestamp>,

    /// Copy the schema without the rows
    #[arg(long, conflicts_with = "at")]
    schema_only: bool,

    /// Mask the data by the rules of `[masking]` before the branch can be reached
    #[arg(long, conflicts_with = "schema_only")]
    masked: bool,

    /// Note why the branch exists, for other people
    #[arg(long)]
    reason: Option<String>,

    /// Leave .env.local unchanged
    #[arg(long)]
    no_switch: bool,

    #[command(flatten)]
    setup: SetupOptions,

    #[command(flatten)]
    budget: BudgetOptions,

    #[command(flatten)]
    pub(super) change: ChangeOptions,
}

pub(super) async fn run(
    arguments: &Arguments,
    session: &NeonSession<'_>,
    output: &Output,
) -> Result<Exit, Failure> {
    let spec = spec(arguments, session);
    let setup = branch_setup::plan(session, !arguments.no_switch, &arguments.setup);
    if arguments.change.dry_run {
        let plan = session.branches.plan_ensure(&spec).await;
        let plan = plan.map_err(|error| explain(error, &spec))?;
        output.answer(&PlanReport::new(&session.plane, &spec, plan, setup))?;
        return Ok(Exit::Done);
    }
    budget::check(session, &arguments.budget, None, output).await?;
    if spec.class == Class::Performance {
        one_open::check(session, &spec.name).await?;
    }
    if session.branches.is_masked(&spec)? {
        let (ensured, masking) = masked::create(session, &spec).await?;
        return finish(session, &spec, &ensured, masking, setup, output).await;
    }
    let name = &spec.name;
    let doing = format!("Creating branch `{name}` {}", session.plane);
    let help = format!(
        "The branch may exist. Run the same command again to complete it, or `skate-env branch \
         delete {name}` to delete it."
    );
    let creating = Box::pin(session.branches.ensure(&spec));
    let ensured = session.progress.step(doing, help, creating).await;
    let ensured = ensured.map_err(|error| explain(error, &spec))?;
    finish(session, &spec, &ensured, None, setup, output).await
}

async fn finish(
    session: &NeonSession<'_>,
    spec: &BranchSpec,
    ensured: &EnsuredBranch,
    masking: Option<MaskingReport>,
    setup: SetupResults,
    output: &Output,
) -> Result<Exit, Failure> {
    {
        let mut details = session.context.details.borrow_mut();
        details.class = Some(spec.class);
        details.branch_id = Some(ensured.branch.id.as_str().to_owned());
    }
    let environment = spec.class.environment();
    let entry = EnvFileEntry::new(session, &spec.name, environment, &ensured.connection)?;
    let setup = branch_setup::run(session, &entry, setup, Some(ensured)).await?;
    output.answer(&CreatedReport::new(&session.plane, spec, ensured, masking, setup))?;
    Ok(Exit::Done)
}

fn spec(arguments: &Arguments, session: &NeonSession<'_>) -> BranchSpec {
    let name = arguments.name.strip_prefix("branch:").unwrap_or(&arguments.name);
    let by_name = || session.class_of_name(name).unwrap_or_else(|| Class::of_branch_name(name));
    let class = arguments.class.unwrap_or_else(by_name);
    let mut spec = BranchSpec::new(name, class, session.owner());
    spec.reason = arguments.reason.clone().unwrap_or_default();
    spec.source.clone_from(&arguments.from);
    spec.at = arguments.at.map(|at| at.to_string());
    spec.schema_only = arguments.schema_only.then_some(true);
    spec.masked = arguments.masked.then_some(true);
    spec
}
