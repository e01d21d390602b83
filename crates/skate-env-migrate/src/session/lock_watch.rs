//! Watches a running migration for lock waits: reports who holds the lock, and cancels a migration
//! that waits too long. While it waits, every other query on the table queues behind it.

use std::time::{Duration, Instant};

use skate_env_core::Error;
use tokio_postgres::Client;

use super::{LockHolder, lock_holder::COLUMNS, refused};

/// The time beyond the session's `lock_timeout` before a migration is cancelled: a driver that
/// applies that setting ends the wait itself.
const GRACE: Duration = Duration::from_secs(1);

/// Watches the sessions of a migration.
#[derive(Debug)]
pub struct LockWatch {
    application: String,
    limit: Duration,
    waiting: Option<Waiting>,
    last_holder: Option<LockHolder>,
}

/// A wait that has not ended.
#[derive(Debug)]
struct Waiting {
    pid: i32,
    since: Instant,
    holder: LockHolder,
}

impl LockWatch {
    /// Watches sessions with this `application_name`, or that hold Prisma's lock. `limit` is how
    /// long they may wait.
    #[must_use]
    pub fn new(application: &str, limit: Duration) -> Self {
        Self { application: application.to_owned(), limit, waiting: None, last_holder: None }
    }

    /// Checks once. Returns the lock holder that a migration waits for, unless the last call
    /// returned it, too. Cancels a migration that waits too long.
    ///
    /// # Errors
    /// `database_unavailable` and `database_refused`: the session ended, and its lock with it.
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

    /// The lock holder that a migration waited for last.
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
