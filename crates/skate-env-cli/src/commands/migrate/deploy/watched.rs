//! Prisma at work, and our session beside it: it holds the lock, and sees whom Prisma waits for.

use std::{pin::pin, time::Duration};

use skate_env_core::{Error, ResolvedDatabase, Variables};
use skate_env_migrate::session::{LockHolder, LockWatch, POLL_INTERVAL};
use tokio::time::{sleep, timeout};
use tokio_postgres::Client;

use crate::{context::Context, failure::Failure, prisma_cli::Prisma, progress::Progress};

/// A look that takes longer is none: the session is lost.
const LOOK: Duration = Duration::from_secs(15);

/// What it takes to let Prisma migrate.
pub(super) struct Deed<'d> {
    pub(super) prisma: &'d Prisma,
    pub(super) context: &'d Context,
    pub(super) variables: &'d Variables,
    pub(super) progress: &'d Progress,
}

/// How Prisma's run went, as far as Prisma and our session can say.
pub(super) struct Ended {
    /// What Prisma's process says of itself.
    pub(super) prisma: Result<(), String>,
    /// Who held the lock that it waited for last.
    pub(super) holder: Option<LockHolder>,
}

impl Deed<'_> {
    /// Lets it work to its end. Our session lost is an error, though Prisma may have succeeded.
    pub(super) async fn run(
        &self,
        resolved: &ResolvedDatabase,
        client: &Client,
        limit: Duration,
    ) -> Result<Ended, Failure> {
        let name = format!("skate-env-migrate-{}", std::process::id());
        let resolved = with_settings(resolved, self.variables, &name, limit);
        let child = self.prisma.deploy(
            self.context,
            self.variables,
            &resolved,
            self.progress.shows_messages(),
        );
        let mut child = pin!(child);
        let mut watch = LockWatch::new(&name, limit);
        let mut lost = None;
        let prisma = loop {
            tokio::select! {
                biased;
                ended = &mut child => break ended,
                () = sleep(POLL_INTERVAL), if lost.is_none() => {
                    lost = self.look(&mut watch, client).await.err();
                }
            }
        };
        match lost {
            Some(error) => Err(error.into()),
            None => Ok(Ended { prisma, holder: watch.last_holder().cloned() }),
        }
    }

    async fn look(&self, watch: &mut LockWatch, client: &Client) -> Result<(), Error> {
        let looked = timeout(LOOK, watch.poll(client)).await;
        let looked = looked.unwrap_or_else(|_| Err(silent()));
        match looked {
            Ok(Some(holder)) => {
                self.progress.note(&format!("The migration waits for a lock of {holder}"));
                Ok(())
            }
            Ok(None) => Ok(()),
            Err(error) => {
                self.progress.note(
                    "The session that keeps other deployments away is lost; Prisma goes on to its end",
                );
                Err(error)
            }
        }
    }
}

/// The same database in sessions that carry a name and wait for no lock for ever. Where the
/// endpoint is named by `PGOPTIONS`, which these settings would replace, it stays as it is.
fn with_settings(
    resolved: &ResolvedDatabase,
    variables: &Variables,
    name: &str,
    limit: Duration,
) -> ResolvedDatabase {
    let milliseconds = limit.as_millis().to_string();
    let url = resolved.url.with_setting("lock_timeout", &milliseconds);
    let url = url.and_then(|url| url.with_setting("application_name", name));
    let leads_there = |url: &skate_env_core::DatabaseUrl| {
        url.target(variables).ok().flatten().as_ref() == resolved.target.as_ref()
    };
    let mut resolved = resolved.clone();
    if let Some(url) = url.filter(leads_there) {
        (resolved.direct_url, resolved.url) = (Some(url.clone()), url);
    }
    resolved
}

fn silent() -> Error {
    Error::from_problem(skate_env_core::Problem::new(
        skate_env_core::Code::DatabaseUnavailable,
        "The database did not answer the session beside the migration.",
        "Look at what is applied: `skate-env migrate status`; then deploy again.",
    ))
}
