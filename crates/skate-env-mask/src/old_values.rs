//! Removes old values that remain after masking: dead rows, indexes, statistics, materialized views.

use std::time::{Duration, Instant};

use skate_env_core::{Code, Error, Problem};
use tokio_postgres::Client;

use crate::{Plan, apply::AppliedPlan, error::database_error};

/// System tables that hold values: statistics hold samples, and large objects are rows.
const SYSTEM_TABLES: [&str; 3] = ["pg_statistic", "pg_statistic_ext_data", "pg_largeobject"];
/// The number of sessions that may still read rows from before the masking.
const OLDER_SESSIONS: &str = "
    SELECT count(*) FROM (
        SELECT backend_xmin AS horizon FROM pg_stat_activity WHERE pid <> pg_backend_pid()
        UNION ALL SELECT xmin FROM pg_replication_slots
        UNION ALL SELECT transaction FROM pg_prepared_xacts) AS sessions
    WHERE horizon IS NOT NULL AND age(horizon) >= age($1::text::xid)";
/// Writes messages of 1 MB each until more than one WAL segment is full.
const FILL_WAL_SEGMENT: &str = "
    SELECT count(pg_logical_emit_message(false, 'skate-env', repeat(' ', 1000000)))
    FROM pg_settings, generate_series(0, setting::bigint / 1000000 + 1)
    WHERE name = 'wal_segment_size'";
const TIMEOUT: Duration = Duration::from_secs(30);
const POLL_INTERVAL: Duration = Duration::from_millis(50);

/// Rewrites every file that may hold an old value. Each statement needs a transaction of its own.
pub(crate) async fn remove(
    client: &Client,
    plan: &Plan,
    applied: &AppliedPlan,
) -> Result<(), Error> {
    wait_for_older_sessions(client, applied).await?;
    let tables = plan.rewritten.iter().map(|it| format!("VACUUM (FULL, ANALYZE) {it}"));
    let partitioned = plan.partitioned.iter().map(|it| format!("ANALYZE {it}"));
    let views = plan.views.iter();
    let views =
        views.flat_map(|it| [format!("REFRESH MATERIALIZED VIEW {it}"), format!("ANALYZE {it}")]);
    let system = SYSTEM_TABLES.iter().map(|it| format!("VACUUM (FULL) pg_catalog.{it}"));
    for statement in tables.chain(partitioned).chain(views).chain(system) {
        let done = client.batch_execute(&statement).await;
        done.map_err(|error| database_error(&error, &format!("`{statement}`")))?;
    }
    Ok(())
}

/// Fills a WAL segment, so that the next checkpoint removes every segment with an old value. For
/// servers whose WAL a role with `REPLICATION` can read; on Neon, roles cannot read it.
///
/// # Errors
/// `database_refused`, `database_unavailable`.
pub async fn recycle_wal(client: &Client) -> Result<(), Error> {
    let written = client.batch_execute(FILL_WAL_SEGMENT).await;
    written.map_err(|error| database_error(&error, "to write to the WAL"))
}

/// Waits for older sessions: a rewrite keeps the rows that they may still read.
async fn wait_for_older_sessions(client: &Client, applied: &AppliedPlan) -> Result<(), Error> {
    let deadline = Instant::now() + TIMEOUT;
    loop {
        let row = client.query_one(OLDER_SESSIONS, &[&applied.transaction]).await;
        let older: i64 =
            row.map_err(|error| database_error(&error, "to list older sessions"))?.get(0);
        if older == 0 {
            return Ok(());
        }
        if Instant::now() >= deadline {
            return Err(Error::from_problem(Problem::new(
                Code::DatabaseRefused,
                format!("{older} sessions may still read rows from before the masking."),
                "The branch is not masked. End these sessions, and run the command again.",
            )));
        }
        tokio::time::sleep(POLL_INTERVAL).await;
    }
}
