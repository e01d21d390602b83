//! Runs `prisma migrate deploy` while our own session holds the deployment lock and watches for
//! whom Prisma waits.

use std::{pin::pin, time::Duration};

use skate_env_core::{Code, DatabaseUrl, Error, Problem, ResolvedDatabase, Variables};
use skate_env_migrate::session::{LockHolder, LockWatch, POLL_INTERVAL};
use tokio::time::{sleep, timeout};
use tokio_postgres::Client;

use crate::{context::Context, failure::Failure, prisma_cli::PrismaCli, progress::Progress};

/// If a query of our session takes longer, the session is lost.
const POLL_TIMEOUT: Duration = Duration::from_secs(15);

/// What Prisma needs to apply migrations.
pub(super) struct PrismaRun<'d> {
    pub(super) prisma: &'d PrismaCli,
    pub(super) context: &'d Context,
    pub(super) variables: &'d Variables,
    pub(super) progress: &'d Progress,
    /// How many migrations are pending.
    pub(super) pending: usize,
}

/// How Prisma ended, as Prisma and our session report it.
pub(super) struct PrismaEnd {
    /// The error says how the process ended.
    pub(super) result: Result<(), String>,
    /// Who held the lock for which Prisma waited last.
    pub(super) lock_holder: Option<LockHolder>,
}

impl PrismaRun<'_> {
    /// Runs Prisma to its end. A lost session of ours is an error, though Prisma may have succeeded.
    pub(super) async fn run(
        &self,
        resolved: &ResolvedDatabase,
        client: &Client,
        lock_timeout: Duration,
    ) -> Result<PrismaEnd, Failure> {
        let name = format!("skate-env-migrate-{}", std::process::id());
        let resolved = with_settings(resolved, self.variables, &name, lock_timeout);
        let Self { prisma, context, variables, progress, pending } = self;
        let child = prisma.migrate(context, variables, &resolved, progress, Some(*pending));
        let mut child = pin!(child);
        let mut watch = LockWatch::new(&name, lock_timeout);
        let mut lost = None;
        let result = loop {
            tokio::select! {
                biased;
                ended = &mut child => break ended,
                () = sleep(POLL_INTERVAL), if lost.is_none() => {
                    lost = self.poll(&mut watch, client).await.err();
                }
            }
        };
        match lost {
            Some(error) => Err(error.into()),
            None => Ok(PrismaEnd { result, lock_holder: watch.last_holder().cloned() }),
        }
    }

    async fn poll(&self, watch: &mut LockWatch, client: &Client) -> Result<(), Error> {
        let polled = timeout(POLL_TIMEOUT, watch.poll(client)).await;
        let holder = polled.unwrap_or_else(|_| Err(session_timeout())).inspect_err(|_| {
            self.progress.note(
                "The session that keeps other deployments away is lost; Prisma continues to its end",
            );
        })?;
        if let Some(holder) = holder {
            self.progress.note(&format!("The migration waits for a lock of {holder}"));
        }
        Ok(())
    }
}

/// The same database, in sessions that have a name and a lock timeout. If `PGOPTIONS` names the
/// endpoint, which these settings would replace, the URL is left unchanged.
fn with_settings(
    resolved: &ResolvedDatabase,
    variables: &Variables,
    name: &str,
    lock_timeout: Duration,
) -> ResolvedDatabase {
    let milliseconds = lock_timeout.as_millis().to_string();
    let url = resolved.url.with_setting("lock_timeout", &milliseconds);
    let url = url.and_then(|url| url.with_setting("application_name", name));
    let leads_there = |url: &DatabaseUrl| {
        url.target(variables).ok().flatten().as_ref() == resolved.target.as_ref()
    };
    let mut resolved = resolved.clone();
    if let Some(url) = url.filter(leads_there) {
        (resolved.direct_url, resolved.url) = (Some(url.clone()), url);
    }
    resolved
}

fn session_timeout() -> Error {
    Error::from_problem(Problem::new(
        Code::DatabaseUnavailable,
        "The database did not answer the session beside the migration.",
        "Run `skate-env migrate status` to see what is applied, then deploy again.",
    ))
}
