//! What follows once a branch is there: `.env.local`, migrations, seed.

mod migration_history;

use serde::Serialize;
use skate_env_core::{Variables, neon::lifecycle::EnsuredBranch};

use crate::{
    env_file::{EnvFileEntry, FILE},
    failure::Failure,
    neon_session::NeonSession,
    options::SetupOptions,
    prisma_cli::{Prisma, Task},
};

/// What became of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Outcome {
    /// It was done.
    Done,
    /// Nobody wanted it.
    Skipped,
    /// The project has none.
    None,
}

/// What became of all of them.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct SetupOutcomes {
    pub(crate) env_file: Outcome,
    /// Whether the source's rows of migrations were taken over: only where there were some.
    #[serde(skip_serializing_if = "Outcome::is_none")]
    pub(crate) history: Outcome,
    pub(crate) migrations: Outcome,
    pub(crate) seed: Outcome,
}

impl Outcome {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it")]
    fn is_none(&self) -> bool {
        *self == Self::None
    }

    /// For people.
    pub(crate) fn word(self, what: &str, none: &str) -> String {
        match self {
            Self::Done => what.to_owned(),
            Self::Skipped => "skipped".to_owned(),
            Self::None => none.to_owned(),
        }
    }
}

/// What would be done.
pub(crate) fn planned(
    session: &NeonSession<'_>,
    writes: bool,
    afterwards: &SetupOptions,
) -> SetupOutcomes {
    let prisma = Prisma::find(&session.context.directory);
    let seeds = prisma.as_ref().is_some_and(|prisma| prisma.seeds);
    let outcome = |has: bool, skipped: bool| match (has, skipped) {
        (false, _) => Outcome::None,
        (true, true) => Outcome::Skipped,
        (true, false) => Outcome::Done,
    };
    SetupOutcomes {
        env_file: outcome(true, !writes),
        history: Outcome::None,
        migrations: outcome(prisma.is_some(), afterwards.no_migrate),
        seed: outcome(seeds, afterwards.no_seed),
    }
}

/// Does it, as planned; `made` is a branch that may have been made without its source's rows.
pub(crate) async fn run(
    session: &NeonSession<'_>,
    leading: &EnvFileEntry,
    planned: SetupOutcomes,
    made: Option<&EnsuredBranch>,
) -> Result<SetupOutcomes, Failure> {
    let mut outcomes = planned;
    let variables = if planned.env_file == Outcome::Done {
        let left = "The branch is there; the same command goes on from here.";
        session
            .progress
            .step(format!("Writing {FILE}"), left, async { leading.write(session) })
            .await?
    } else {
        leading.variables(session)
    };
    let Some(prisma) = Prisma::find(&session.context.directory) else { return Ok(outcomes) };
    if planned.migrations == Outcome::Done {
        if let Some(made) = made.filter(|it| it.branch.is_schema_only()) {
            outcomes.history = take_over(session, made, &variables).await?;
        }
        task(session, &prisma, Task::Migrate, &variables).await?;
    }
    if planned.seed == Outcome::Done {
        task(session, &prisma, Task::Seed, &variables).await?;
    }
    Ok(outcomes)
}

async fn take_over(
    session: &NeonSession<'_>,
    made: &EnsuredBranch,
    variables: &Variables,
) -> Result<Outcome, Failure> {
    let doing = format!("Taking over the migrations' history of `{}`", made.source.name);
    let left = "The branch is there, without migrations; the same command goes on from here.";
    let taking = Box::pin(migration_history::take_over(session, made, variables));
    let is_taken = session.progress.step(doing, left, taking).await?;
    Ok(if is_taken { Outcome::Done } else { Outcome::None })
}

async fn task(
    session: &NeonSession<'_>,
    prisma: &Prisma,
    task: Task,
    variables: &Variables,
) -> Result<(), Failure> {
    let (doing, left) = match task {
        Task::Migrate => (
            "Applying migrations",
            "The branch is there, perhaps without all migrations; the same command goes on from here.",
        ),
        Task::Seed => (
            "Seeding",
            "The branch is there and migrated, perhaps half seeded: `skate-env branch reset` puts it back.",
        ),
    };
    session.progress.loud_step(doing, left, prisma.run(task, session, variables)).await
}
