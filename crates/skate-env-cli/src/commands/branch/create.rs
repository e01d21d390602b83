//! `skate-env branch create`.

mod masked;
mod report;

use jiff::Timestamp;
use skate_env_core::{
    Class, Code,
    neon::{
        self,
        lifecycle::{BranchSpec, EnsuredBranch},
    },
};

use self::report::{Made, Planned};
use crate::{
    branch_setup,
    context::Context,
    env_file::EnvFileEntry,
    exit::Exit,
    failure::Failure,
    neon_session::NeonSession,
    options::{ChangeOptions, SetupOptions, class},
    output::Output,
    progress::Progress,
};

/// Make a branch, or take your own of that name; then .env.local, migrations, seed
///
/// The branch comes from the branch of its class's environment, expires as its class says, and
/// carries your name. A masked one is not reachable before its data is masked. Once it answers, .env.local leads to it, the project's own Prisma applies
/// pending migrations and seeds. What was interrupted, the same command finishes.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  skate-env branch create feature/orders
  skate-env branch create test/orders --schema-only
  skate-env branch create preview/pr-7 --masked
  skate-env branch create before-the-bug --from production --at 2026-11-20T08:00:00Z")]
pub(super) struct Arguments {
    /// The branch: feature/*, dev-*, preview/pr-*, test/*, or any other name for a feature
    name: String,

    /// Make it from this environment's branch, or this branch
    #[arg(long, value_name = "ENV|BRANCH")]
    from: Option<String>,

    /// What it is for, whatever its name says
    #[arg(long, value_parser = class(), hide_possible_values = true)]
    class: Option<Class>,

    /// Begin at this moment of its source's history
    #[arg(long, value_name = "TIMESTAMP")]
    at: Option<Timestamp>,

    /// Take the schema without the rows
    #[arg(long, conflicts_with = "at")]
    schema_only: bool,

    /// Mask it by the rules of `[masking]` before anybody gets its URL
    #[arg(long, conflicts_with = "schema_only")]
    masked: bool,

    /// Why it is made, for whoever finds it
    #[arg(long)]
    reason: Option<String>,

    /// Leave .env.local as it is
    #[arg(long)]
    no_switch: bool,

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
    let wanted = wanted(arguments, &session);
    let steps = branch_setup::planned(&session, !arguments.no_switch, &arguments.afterwards);
    if arguments.common.dry_run {
        let plan = session.branches.plan_ensure(&wanted).await;
        let plan = plan.map_err(|error| explain(error, &wanted))?;
        output.answer(&Planned::new(&session.plane, &wanted, plan, steps))?;
        return Ok(Exit::Done);
    }
    if session.branches.is_masked(&wanted)? {
        let (ensured, report) = masked::make(&session, &wanted).await?;
        return finish(&session, &wanted, &ensured, report, steps, output).await;
    }
    let name = &wanted.name;
    let doing = format!("Creating branch `{name}` {}", session.plane);
    let left = format!(
        "The branch may be there: the same command finishes it, `skate-env branch delete {name}` \
         removes it."
    );
    let ensured = progress.step(doing, left, Box::pin(session.branches.ensure(&wanted))).await;
    let ensured = ensured.map_err(|error| explain(error, &wanted))?;
    finish(&session, &wanted, &ensured, None, steps, output).await
}

async fn finish(
    session: &NeonSession<'_>,
    wanted: &BranchSpec,
    ensured: &EnsuredBranch,
    masking: Option<masked::Masking>,
    steps: branch_setup::SetupOutcomes,
    output: &Output,
) -> Result<Exit, Failure> {
    let environment = wanted.class.environment();
    let leading = EnvFileEntry::to(session, &wanted.name, environment, &ensured.connection)?;
    let steps = branch_setup::run(session, &leading, steps, Some(ensured)).await?;
    output.answer(&Made::new(&session.plane, wanted, ensured, masking, steps))?;
    Ok(Exit::Done)
}

fn wanted(arguments: &Arguments, session: &NeonSession<'_>) -> BranchSpec {
    let name = arguments.name.strip_prefix("branch:").unwrap_or(&arguments.name);
    let named = || session.class_of_name(name).unwrap_or_else(|| Class::of_branch_name(name));
    let class = arguments.class.unwrap_or_else(named);
    let mut wanted = BranchSpec::new(name, class, session.owner());
    wanted.reason = arguments.reason.clone().unwrap_or_default();
    wanted.source.clone_from(&arguments.from);
    wanted.at = arguments.at.map(|at| at.to_string());
    wanted.schema_only = arguments.schema_only.then_some(true);
    wanted.masked = arguments.masked.then_some(true);
    wanted
}

/// The only branch that is looked for by name is the source.
fn explain(error: neon::Error, wanted: &BranchSpec) -> Failure {
    let is_source = error.code() == Code::UnknownBranch;
    let mut failure = Failure::from(error);
    if is_source && wanted.source.is_none() {
        let hint = match wanted.class {
            Class::Feature | Class::Preview | Class::Testing => {
                "It is the source of this class: make it with `skate-env branch create staging`, \
                 or name another with `--from`."
            }
            _ => "It is the source of this class: name another with `--from`.",
        };
        hint.clone_into(&mut failure.hint);
        for problem in &mut failure.problems {
            hint.clone_into(&mut problem.hint);
        }
    }
    failure
}
