//! The server's part in a copy: between `start` and `stop` its files may be copied as they are.

use jiff::Timestamp;
use tokio_postgres::types::PgLsn;

use super::Segments;
use crate::Result;
use crate::postgres::{Session, Superuser};

/// A backup under way. It belongs to the session: dropped, the server ends it by itself.
pub(crate) struct Backup {
    session: Session,
    start: PgLsn,
}

/// What the server says at the end.
pub(crate) struct Stopped {
    pub(crate) stop: PgLsn,
    pub(crate) at: Timestamp,
    pub(crate) label: String,
    /// The names of the log's files that the copy needs, in order.
    pub(crate) log: Vec<String>,
    /// While it lives, the server keeps those files.
    pub(crate) session: Session,
}

impl Backup {
    pub(crate) async fn start(superuser: &Superuser) -> Result<Self> {
        let session = superuser.connect("postgres").await?;
        // The slot comes first: it holds on to the log from before the backup's start.
        let slot = "SELECT pg_create_physical_replication_slot(\
                    'skate_env_' || pg_backend_pid(), true, true)";
        session.row(slot, &[]).await?;
        // Fast: a checkpoint at once, not spread over minutes.
        let start = session.row("SELECT pg_backup_start('skate-env', true)", &[]).await?.get(0);
        Ok(Self { session, start })
    }

    pub(crate) async fn stop(self) -> Result<Stopped> {
        let Self { session, start } = self;
        let row = session.row("SELECT lsn, labelfile FROM pg_backup_stop(false)", &[]).await?;
        let (stop, label) = (row.get(0), row.get(1));
        let log = Segments::of(&session).await?.between(start, stop).collect();
        let at = now(&session).await?;
        Ok(Stopped { stop, at, label, log, session })
    }
}

/// The server's clock: the one that commits are stamped with.
pub(crate) async fn now(session: &Session) -> Result<Timestamp> {
    let question = "SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint";
    let microseconds = session.row(question, &[]).await?.get(0);
    Ok(Timestamp::from_microsecond(microseconds).unwrap_or(Timestamp::MAX))
}
