//! A migration that waits for a lock has everybody queue behind it: who holds it, and an end to
//! the waiting.

use std::time::{Duration, Instant};

use skate_env_core::Error;
use tokio_postgres::Client;

use super::{LockHolder, lock_holder::COLUMNS, refused};

/// How much longer than the session's own `lock_timeout` a wait may last: a driver that heeds
/// that setting ends it itself.
const GRACE: Duration = Duration::from_secs(1);

/// Looks at a migration from beside.
#[derive(Debug)]
pub struct LockWatch {
    application: String,
    limit: Duration,
    waiting: Option<Waiting>,
    last_holder: Option<LockHolder>,
}

/// A wait that goes on.
#[derive(Debug)]
struct Waiting {
    pid: i32,
    since: Instant,
    holder: LockHolder,
}

impl LockWatch {
    /// Over the sessions of this name, or that hold Prisma's own lock; they may wait this long.
    #[must_use]
    pub fn new(application: &str, limit: Duration) -> Self {
        Self { application: application.to_owned(), limit, waiting: None, last_holder: None }
    }

    /// Looks once. The answer is whom a migration waits for, if that was not said before; one
    /// that waits for too long is cancelled.
    ///
    /// # Errors
    /// `database_unavailable` and `database_refused`: the session, and with it our lock, is lost.
    pub async fn poll(&mut self, client: &Client) -> Result<Option<&LockHolder>, Error> {
        let Some((pid, holder)) = self.blocked(client).await? else {
            self.waiting = None;
            return Ok(None);
        };
        let known = self.waiting.as_ref().filter(|known| known.pid == pid);
        let since = known.map_or_else(Instant::now, |known| known.since);
        let is_new = known.is_none_or(|known| known.holder.pid != holder.pid);
        if since.elapsed() > self.limit + GRACE {
            let cancel = "SELECT pg_catalog.pg_cancel_backend($1)";
            client.execute(cancel, &[&pid]).await.map_err(|error| refused(&error))?;
        }
        self.last_holder = Some(holder.clone());
        let waiting = self.waiting.insert(Waiting { pid, since, holder });
        Ok(is_new.then_some(&waiting.holder))
    }

    /// Who was last waited for.
    #[must_use]
    pub fn last_holder(&self) -> Option<&LockHolder> {
        self.last_holder.as_ref()
    }

    async fn blocked(&self, client: &Client) -> Result<Option<(i32, LockHolder)>, Error> {
        let select = format!(
            "SELECT {COLUMNS}, waiting.pid FROM pg_stat_activity AS waiting \
             CROSS JOIN LATERAL unnest(pg_blocking_pids(waiting.pid)) AS blocking (pid) \
             LEFT JOIN pg_stat_activity AS holder ON holder.pid = blocking.pid \
             WHERE waiting.datname = current_database() AND waiting.pid <> pg_backend_pid() \
             AND waiting.wait_event_type = 'Lock' \
             AND (waiting.application_name = $1 OR EXISTS (SELECT FROM pg_locks AS held \
             WHERE held.pid = waiting.pid AND held.locktype = 'advisory' AND held.granted \
             AND held.classid = 0 AND held.objid = 72707369 AND held.objsubid = 1)) \
             ORDER BY holder.xact_start NULLS LAST LIMIT 1"
        );
        let row = client.query_opt(&select, &[&self.application]).await;
        let blocked = row.and_then(|row| {
            row.as_ref().map(|row| Ok((row.try_get(5)?, LockHolder::read(row)?))).transpose()
        });
        blocked.map_err(|error| refused(&error))
    }
}
