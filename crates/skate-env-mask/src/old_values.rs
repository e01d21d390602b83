//! What still holds old values once every row is masked: dead rows, indexes, statistics, views.

use std::time::{Duration, Instant};

use skate_env_core::{Code, Error, Problem};
use tokio_postgres::Client;

use crate::{Plan, apply::AppliedPlan, error::database_error};

/// Statistics hold samples of what they describe; large objects are rows, too.
const OF_THE_SYSTEM: [&str; 3] = ["pg_statistic", "pg_statistic_ext_data", "pg_largeobject"];
/// Whoever may still see what was there before the masking.
const OLDER: &str = "
    SELECT count(*) FROM (
        SELECT backend_xmin AS horizon FROM pg_stat_activity WHERE pid <> pg_backend_pid()
        UNION ALL SELECT xmin FROM pg_replication_slots
        UNION ALL SELECT transaction FROM pg_prepared_xacts) AS sessions
    WHERE horizon IS NOT NULL AND age(horizon) >= age($1::text::xid)";
/// A message of a thousand thousand blanks at a time, and one file more than is open.
const FILL_WAL_SEGMENT: &str = "
    SELECT count(pg_logical_emit_message(false, 'skate-env', repeat(' ', 1000000)))
    FROM pg_settings, generate_series(0, setting::bigint / 1000000 + 1)
    WHERE name = 'wal_segment_size'";
const TIMEOUT: Duration = Duration::from_secs(30);
const POLL_INTERVAL: Duration = Duration::from_millis(50);

/// Writes every file anew that may hold an old value. Each statement is a transaction of its own:
/// none of them fits into a larger one.
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
    let system = OF_THE_SYSTEM.iter().map(|it| format!("VACUUM (FULL) pg_catalog.{it}"));
    for statement in tables.chain(partitioned).chain(views).chain(system) {
        let done = client.batch_execute(&statement).await;
        done.map_err(|error| database_error(&error, &format!("`{statement}`")))?;
    }
    Ok(())
}

/// Writes as much to PostgreSQL's log of changes as one of its files holds, so that the next
/// checkpoint removes every file with an old value in it. For servers whose files and copies are
/// within reach of a role with `REPLICATION`; on Neon the log is nobody's.
///
/// # Errors
/// `database_refused`, `database_unavailable`.
pub async fn recycle_wal(client: &Client) -> Result<(), Error> {
    let written = client.batch_execute(FILL_WAL_SEGMENT).await;
    written.map_err(|error| database_error(&error, "to fill the log"))
}

/// A rewrite keeps the rows that an older session could still want to read.
async fn wait_for_older_sessions(client: &Client, applied: &AppliedPlan) -> Result<(), Error> {
    let deadline = Instant::now() + TIMEOUT;
    loop {
        let row = client.query_one(OLDER, &[&applied.transaction]).await;
        let older: i64 =
            row.map_err(|error| database_error(&error, "to look for sessions"))?.get(0);
        if older == 0 {
            return Ok(());
        }
        if Instant::now() >= deadline {
            return Err(Error::from_problem(Problem::new(
                Code::DatabaseRefused,
                format!("{older} sessions still read what was there before the masking."),
                "The branch is not masked. End them, then start again.",
            )));
        }
        tokio::time::sleep(POLL_INTERVAL).await;
    }
}
