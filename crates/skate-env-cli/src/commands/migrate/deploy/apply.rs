//! Applies what is pending, under the deployment lock that the caller holds, and reads from the
//! database what came of it.

use skate_env_core::{Environment, ResolvedDatabase, Variables};
use skate_env_migrate::{Folder, History, newly_applied, schema_of};
use tokio_postgres::Client;

use super::{prisma_run::PrismaRun, restore_point::RestorePoint, result::DeploymentResult};
use crate::{context::Context, failure::Failure, prisma_cli::PrismaCli, progress::Progress};

/// What it takes to apply migrations.
pub(in crate::commands) struct Applying<'a> {
    pub(in crate::commands) prisma: &'a PrismaCli,
    pub(in crate::commands) context: &'a Context,
    pub(in crate::commands) variables: &'a Variables,
    pub(in crate::commands) progress: &'a Progress,
    pub(in crate::commands) environment: Environment,
    pub(in crate::commands) restore_point: Option<RestorePoint>,
}

/// What was applied.
pub(in crate::commands) struct Applied {
    pub(in crate::commands) names: Vec<String>,
    pub(in crate::commands) restore_point: Option<RestorePoint>,
}

impl Applying<'_> {
    /// Applies what is pending by this history.
    pub(in crate::commands) async fn run(
        self,
        resolved: &ResolvedDatabase,
        client: &Client,
        folder: &Folder,
        history: &History,
    ) -> Result<Applied, Failure> {
        let Self { prisma, context, variables, progress, environment, restore_point } = self;
        let pending = history.pending(folder);
        if pending.is_empty() {
            return Ok(Applied { names: Vec::new(), restore_point });
        }
        let run = PrismaRun { prisma, context, variables, progress, pending: pending.len() };
        let help = "Some migrations may be applied. Run `skate-env migrate status` to see which.";
        let lock_timeout = context.config.migrations.lock_timeout;
        let applying = run.run(resolved, client, lock_timeout);
        let prisma = progress.step_with_output("Applying migrations", help, applying).await?;
        let now = History::read(client, &schema_of(&resolved.url)).await?;
        let result =
            DeploymentResult { environment, pending: &pending, now: &now, prisma, restore_point };
        let names = newly_applied(folder, history, &now);
        let names = names.into_iter().map(str::to_owned).collect();
        Ok(Applied { restore_point: result.check()?, names })
    }
}
