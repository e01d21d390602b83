//! Sets a branch up for use: `.env.local`, migrations, seed.

mod migration_history;

use serde::Serialize;
use skate_env_core::{Variables, neon::lifecycle::EnsuredBranch};

use crate::{
    env_file::{ENV_FILE, EnvFileEntry},
    failure::Failure,
    neon_session::NeonSession,
    options::SetupOptions,
    prisma_cli::{PrismaCli, PrismaTask},
    verification,
};

const RUN_AGAIN: &str = "The branch exists. Run the same command again: it goes on from here.";

/// The result of one step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum StepResult {
    Done,
    /// An option declined it.
    Skipped,
    /// The project has nothing to do here.
    None,
}

/// The results of all steps.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct SetupResults {
    pub(crate) env_file: StepResult,
    /// Whether the source's migration history was copied; only where it was.
    #[serde(skip_serializing_if = "StepResult::is_none")]
    pub(crate) history: StepResult,
    pub(crate) migrations: StepResult,
    pub(crate) seed: StepResult,
}

impl StepResult {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it")]
    fn is_none(&self) -> bool {
        *self == Self::None
    }

    /// The words for this result.
    pub(crate) fn describe(self, done: &str, none: &str) -> String {
        match self {
            Self::Done => done.to_owned(),
            Self::Skipped => "skipped".to_owned(),
            Self::None => none.to_owned(),
        }
    }
}

/// Plans the steps; `Done` stands for what [`run`] will do.
pub(crate) fn plan(
    session: &NeonSession<'_>,
    writes_env_file: bool,
    options: &SetupOptions,
) -> SetupResults {
    let prisma = PrismaCli::find(&session.context.directory);
    let has_seed = prisma.as_ref().is_some_and(|prisma| prisma.has_seed);
    let result = |exists: bool, is_declined: bool| match (exists, is_declined) {
        (false, _) => StepResult::None,
        (true, true) => StepResult::Skipped,
        (true, false) => StepResult::Done,
    };
    SetupResults {
        env_file: result(true, !writes_env_file),
        history: StepResult::None,
        migrations: result(prisma.is_some(), options.no_migrate),
        seed: result(has_seed, options.no_seed),
    }
}

/// Runs the planned steps. `created` is a branch that may lack its source's rows.
pub(crate) async fn run(
    session: &NeonSession<'_>,
    entry: &EnvFileEntry,
    planned: SetupResults,
    created: Option<&EnsuredBranch>,
) -> Result<SetupResults, Failure> {
    let mut results = planned;
    let variables = if planned.env_file == StepResult::Done {
        let writing = async { entry.write(session) };
        session.progress.step(format!("Writing {ENV_FILE}"), RUN_AGAIN, writing).await?
    } else {
        entry.variables_without_writing(session)
    };
    let Some(prisma) = PrismaCli::find(&session.context.directory) else { return Ok(results) };
    if planned.migrations == StepResult::Done {
        if let Some(created) = created.filter(|it| it.branch.is_schema_only()) {
            results.history = copy_history(session, created, &variables).await?;
        }
        run_prisma(session, &prisma, PrismaTask::Migrate, &variables).await?;
    }
    if planned.seed == StepResult::Done {
        run_prisma(session, &prisma, PrismaTask::Seed, &variables).await?;
    }
    Ok(results)
}

/// Copies the source's migration history to a schema-only branch.
pub(crate) async fn copy_history(
    session: &NeonSession<'_>,
    created: &EnsuredBranch,
    variables: &Variables,
) -> Result<StepResult, Failure> {
    let doing = format!("Copying the migration history of `{}`", created.source.name);
    let copying = Box::pin(migration_history::copy(session, created, variables));
    let is_copied = session.progress.step(doing, RUN_AGAIN, copying).await?;
    Ok(if is_copied { StepResult::Done } else { StepResult::None })
}

/// Runs Prisma with the branch's direct URL and no other, as `skate-env run` would.
async fn run_prisma(
    session: &NeonSession<'_>,
    prisma: &PrismaCli,
    task: PrismaTask,
    variables: &Variables,
) -> Result<(), Failure> {
    let NeonSession { context, progress, .. } = session;
    let (doing, help) = match task {
        PrismaTask::Migrate => ("Applying migrations", RUN_AGAIN),
        PrismaTask::Seed => (
            "Seeding",
            "The branch exists and is migrated; it may hold a part of the seed's data. \
             `skate-env branch reset` restores it.",
        ),
    };
    let work = async {
        let analysis = task.analysis(context, variables);
        let resolved = context.judge(variables, None, &analysis)?;
        // The URL says which branch this is; only the database itself can prove it.
        verification::verify(&resolved, context).await?;
        let ended = match task {
            PrismaTask::Migrate => {
                prisma.migrate(context, variables, &resolved, progress, None).await
            }
            PrismaTask::Seed => prisma.seed(context, variables, &resolved, progress).await,
        };
        ended.map_err(|end| task.failure(&end))
    };
    progress.step_with_output(doing, help, work).await
}
