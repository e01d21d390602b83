//! Whether the sessions of a server are in use.

use std::time::Duration;

use crate::Result;
use crate::postgres::Superuser;

/// What the sessions of a server do.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Activity {
    /// A query runs, a transaction is open, or a replica is connected.
    Busy,
    /// No session has done anything for this long.
    Idle(Duration),
    /// There are no sessions.
    NoSessions,
}

/// Sessions of the superuser are the control plane's own. A session that is still being
/// authenticated has no state.
const QUERY: &str = "
    SELECT count(*) FILTER (WHERE state IS DISTINCT FROM 'idle' OR backend_type = 'walsender'),
           extract(epoch FROM min(clock_timestamp() - state_change))::float8
    FROM pg_stat_activity
    WHERE backend_type = 'walsender'
       OR backend_type = 'client backend' AND usename IS DISTINCT FROM current_user";

pub(super) async fn query(superuser: &Superuser) -> Result<Activity> {
    let session = superuser.connect("postgres").await?;
    let row = session.row(QUERY, &[]).await?;
    let (busy, idle): (i64, Option<f64>) = (row.get(0), row.get(1));
    Ok(match idle {
        _ if busy > 0 => Activity::Busy,
        // A clock that was set back gives a negative number.
        Some(seconds) => Activity::Idle(Duration::try_from_secs_f64(seconds).unwrap_or_default()),
        None => Activity::NoSessions,
    })
}
