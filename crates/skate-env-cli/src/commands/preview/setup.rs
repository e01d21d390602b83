//! What happens inside the database of a pull request: proof, reset, migrations, seed.

use std::time::Duration;

use skate_env_core::{
    Code, Environment, Error, PreviewReset, Problem, ResolvedDatabase, Variables,
    neon::{
        BranchRef,
        lifecycle::{BranchSpec, Branches, Connection, EnsureOutcome, EnsuredBranch},
    },
    verify::Session,
};
use skate_env_migrate::{
    Folder, History, schema_of,
    session::{lock, prepare},
};
use skate_env_preview::{Setup, workflow_command::masks};

use super::reset::{applied_since, reason_to_reset};
use crate::{
    branch_setup,
    budget::{self, BudgetOptions},
    commands::{
        branch::create_masked,
        migrate::{self, MigrationsFolder},
    },
    env_file::EnvFileEntry,
    failure::Failure,
    neon_session::NeonSession,
    output::{Output, print_stderr},
    prisma_cli::{PrismaCli, PrismaTask},
    seed_mark,
    verification::{self, check_branch, open_verified},
};

/// How long a run waits for another one that migrates the same database.
const LOCK_WAIT: Duration = Duration::from_mins(2);
pub(super) const RUN_AGAIN: &str =
    "The branch exists. Run the same command again: it goes on from here.";

/// The project's own work on the database.
pub(super) struct ProjectSetup<'s> {
    pub(super) session: &'s NeonSession<'s>,
    /// Whether the log of a job is to be kept clean of the URLs.
    pub(super) masks: bool,
    pub(super) reset: PreviewReset,
    pub(super) migrates: bool,
    /// The folder of migrations; `None` without Prisma.
    pub(super) folder: Option<MigrationsFolder>,
    pub(super) budget: &'s BudgetOptions,
    pub(super) number: u64,
    pub(super) output: &'s Output,
}

/// What was done inside the database.
#[derive(Debug, Default)]
pub(super) struct Prepared {
    /// The migrations that this run applied.
    pub(super) migrated: Vec<String>,
    /// The migrations that were applied here since the branch left its source: the pull request's.
    pub(super) own: Vec<String>,
    /// How many are applied in all.
    pub(super) applied: usize,
    /// Why the data was reset.
    pub(super) reset: Option<String>,
    pub(super) seeded: bool,
    /// Why migrations were not applied, if they were not.
    pub(super) skipped: Option<&'static str>,
}

/// The database, and how it is reached.
struct Database<'e> {
    ensured: &'e EnsuredBranch,
    variables: Variables,
    resolved: ResolvedDatabase,
}

impl Setup for ProjectSetup<'_> {
    type Failure = Failure;
    type Prepared = Prepared;

    async fn permit(&self) -> Result<(), Failure> {
        Box::pin(budget::check(self.session, self.budget, Some(self.number), self.output)).await
    }

    async fn ensure(
        &self,
        branches: &Branches,
        spec: &BranchSpec,
    ) -> Result<EnsuredBranch, Failure> {
        if branches.is_masked(spec)? {
            return Ok(Box::pin(create_masked(self.session, spec)).await?.0);
        }
        Ok(branches.ensure(spec).await?)
    }

    fn hide(&self, connection: &Connection) -> Result<(), Failure> {
        if self.masks {
            print_stderr(&masks([&connection.pooled, &connection.direct]));
        }
        Ok(())
    }

    async fn prepare(&self, ensured: &EnsuredBranch, is_newest: bool) -> Result<Prepared, Failure> {
        let database = self.database(ensured)?;
        let progress = self.session.progress;
        let connecting = self.open(&database);
        let session = progress.step("Connecting to the database", RUN_AGAIN, connecting).await?;
        let prisma = PrismaCli::find(&self.session.context.directory);
        let (Some(found), Some(prisma)) = (&self.folder, prisma) else {
            return Ok(Prepared { skipped: Some("no Prisma here"), ..Prepared::default() });
        };
        if !is_newest {
            let skipped = Some("a newer commit's run does");
            return Ok(Prepared { skipped, ..Prepared::default() });
        }
        if !self.migrates {
            return Ok(Prepared { skipped: Some("skipped"), ..Prepared::default() });
        }
        Box::pin(self.migrate(&database, session, &found.folder, &prisma)).await
    }
}

impl ProjectSetup<'_> {
    /// The database as the application would be given it.
    pub(super) fn resolved(&self, ensured: &EnsuredBranch) -> Result<ResolvedDatabase, Failure> {
        Ok(self.database(ensured)?.resolved)
    }

    fn database<'e>(&self, ensured: &'e EnsuredBranch) -> Result<Database<'e>, Failure> {
        let context = &self.session.context;
        let branch = &ensured.branch;
        let (name, connection) = (&branch.name, &ensured.connection);
        let entry = EnvFileEntry::new(self.session, name, Environment::Preview, connection)?;
        let variables = entry.variables_without_writing(self.session);
        let analysis = PrismaTask::Migrate.analysis(context, &variables);
        let resolved = context.judge(&variables, None, &analysis)?;
        Ok(Database { ensured, variables, resolved })
    }

    /// Opens a session that has proven to be on the branch.
    async fn open(&self, database: &Database<'_>) -> Result<Session, Error> {
        let resolved = &database.resolved;
        let url = resolved.direct_url.as_ref().unwrap_or(&resolved.url);
        let (session, identity) = open_verified(resolved, url, &self.session.context).await?;
        check_branch(database.ensured.branch.id.as_str(), identity.branch())?;
        Ok(session)
    }

    async fn migrate(
        &self,
        database: &Database<'_>,
        session: Session,
        folder: &Folder,
        prisma: &PrismaCli,
    ) -> Result<Prepared, Failure> {
        let progress = self.session.progress;
        let ensured = database.ensured;
        if ensured.branch.is_schema_only() && ensured.outcome == EnsureOutcome::Created {
            branch_setup::copy_history(self.session, ensured, &database.variables).await?;
        }
        let schema = schema_of(&database.resolved.url);
        let mut session = session;
        take_lock(&session).await?;
        let mut history = History::read(session.client(), &schema).await?;
        let is_marked = seed_mark::is_set(session.client(), &schema, ensured).await?;
        let reset = reason_to_reset(self.reset, ensured, &history, folder);
        if let Some(reason) = &reset {
            drop(session); // a reset closes every session
            let doing = format!("Resetting the data, because {reason}");
            let parent = format!("branch:{}", ensured.source.name);
            let branch = BranchRef::Id(ensured.branch.id.clone());
            let resetting = self.session.branches.reset(&branch, &parent);
            progress.step(doing, RUN_AGAIN, resetting).await?;
            session = self.open(database).await?;
            take_lock(&session).await?;
            history = History::read(session.client(), &schema).await?;
        }
        let applying = migrate::Applying {
            prisma,
            context: &self.session.context,
            variables: &database.variables,
            progress,
            environment: Environment::Preview,
            restore_point: None,
        };
        let applied =
            Box::pin(applying.run(&database.resolved, session.client(), folder, &history)).await?;
        let seeds = prisma.has_seed && (!is_marked || reset.is_some());
        if seeds {
            self.seed(database, prisma).await?;
            seed_mark::set(session.client(), &schema, ensured).await?;
        }
        let mut own = applied_since(&history, &ensured.branch);
        own.extend(applied.names.iter().cloned());
        Ok(Prepared {
            migrated: applied.names,
            own,
            applied: folder.migrations.len(),
            reset,
            seeded: seeds,
            skipped: None,
        })
    }

    async fn seed(&self, database: &Database<'_>, prisma: &PrismaCli) -> Result<(), Failure> {
        let context = &self.session.context;
        let progress = self.session.progress;
        let analysis = PrismaTask::Seed.analysis(context, &database.variables);
        let resolved = context.judge(&database.variables, None, &analysis)?;
        let work = async {
            verification::verify(&resolved, context).await?;
            let ended = prisma.seed(context, &database.variables, &resolved, progress).await;
            ended.map_err(|end| PrismaTask::Seed.failure(&end))
        };
        progress.step_with_output("Seeding", RUN_AGAIN, work).await
    }
}

/// One run at a time migrates: a newer commit's waits for an older one's.
async fn take_lock(session: &Session) -> Result<(), Failure> {
    prepare(session.client(), "skate-env preview up").await?;
    match lock(session.client(), LOCK_WAIT).await {
        Err(error) if error.code() == Code::MigrationLocked => {
            let message = error.message().to_owned();
            let hint = "Run the job again when the other run has ended. Nothing was migrated.";
            Err(Problem::new(Code::MigrationLocked, message, hint).into())
        }
        locked => Ok(locked?),
    }
}
