//! The deployment lock: a session-level advisory lock, so that one deployment runs at a time.

use std::time::{Duration, Instant};

use skate_env_core::{Code, Error, Problem};
use tokio_postgres::Client;

use super::{LockHolder, POLL_INTERVAL, lock_holder::COLUMNS, refused};

/// The key of the lock, "skateenv"; there is one lock in each database.
const SKATE_ENV_LOCK: [u32; 2] = [0x736b_6174, 0x6565_6e76];
/// The key of the lock that Prisma's engine holds while it migrates.
/// Source: prisma-engines, `schema-engine/connectors/sql-schema-connector`.
const PRISMA_LOCK: [u32; 2] = [0, 72_707_369];

/// Takes the lock, and waits until Prisma's engine holds its own lock no longer: it may outlive the
/// deployment that started it.
///
/// # Errors
/// `migration_locked`, with the holder of the lock, after the timeout.
pub async fn lock(client: &Client, timeout: Duration) -> Result<(), Error> {
    let deadline = Instant::now() + timeout;
    let ours = i64::from(SKATE_ENV_LOCK[0]) << 32 | i64::from(SKATE_ENV_LOCK[1]);
    let take = "SELECT pg_catalog.pg_try_advisory_lock($1)";
    loop {
        let taken = client.query_one(take, &[&ours]).await;
        if taken.and_then(|row| row.try_get(0)).map_err(|error| refused(&error))? {
            break;
        }
        wait(client, SKATE_ENV_LOCK, deadline, "Another deployment is running").await?;
    }
    while holder(client, PRISMA_LOCK).await?.is_some() {
        wait(client, PRISMA_LOCK, deadline, "Prisma is migrating this database").await?;
    }
    Ok(())
}

/// Waits for the next attempt; after the deadline, reports the holder of the lock.
async fn wait(client: &Client, key: [u32; 2], deadline: Instant, what: &str) -> Result<(), Error> {
    if Instant::now() < deadline {
        tokio::time::sleep(POLL_INTERVAL).await;
        return Ok(());
    }
    let Some(holder) = holder(client, key).await? else { return Ok(()) };
    Err(Error::from_problem(Problem::new(
        Code::MigrationLocked,
        format!("{what}: {holder} holds its lock."),
        "Try again when it has ended, or wait longer with `--wait SECONDS`. Nothing was changed.",
    )))
}

async fn holder(client: &Client, [class, object]: [u32; 2]) -> Result<Option<LockHolder>, Error> {
    let select = format!(
        "SELECT {COLUMNS} FROM pg_locks AS held \
         JOIN pg_stat_activity AS holder ON holder.pid = held.pid \
         WHERE held.locktype = 'advisory' AND held.granted AND held.objsubid = 1 \
         AND held.classid = {class} AND held.objid = {object} AND held.pid <> pg_backend_pid() \
         AND held.database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    );
    let row = client.query_opt(&select, &[]).await;
    let holder = row.and_then(|row| row.as_ref().map(LockHolder::read).transpose());
    holder.map_err(|error| refused(&error))
}
