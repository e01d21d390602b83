//! A backup session with a server: between `start` and `stop` its files may be copied.

use jiff::Timestamp;
use tokio_postgres::types::PgLsn;

use super::wal::WalSegments;
use crate::Result;
use crate::postgres::{Session, Superuser};

/// A backup in progress. It belongs to the session: the server aborts it when this is dropped.
pub(crate) struct BackupSession {
    session: Session,
    start: PgLsn,
}

/// What the server returns at the end of a backup.
pub(crate) struct BackupEnd {
    pub(crate) stop: PgLsn,
    pub(crate) at: Timestamp,
    pub(crate) label: String,
    /// The names of the log files that the copy needs, in order.
    pub(crate) log: Vec<String>,
    /// The server keeps those files while this session exists.
    pub(crate) session: Session,
}

impl BackupSession {
    pub(crate) async fn start(superuser: &Superuser) -> Result<Self> {
        let session = superuser.connect("postgres").await?;
        // The slot first: it keeps the log from before the backup's start.
        let slot = "SELECT pg_create_physical_replication_slot(\
                    'skate_env_' || pg_backend_pid(), true, true)";
        session.row(slot, &[]).await?;
        // `true`: a fast checkpoint, not one that is spread over minutes.
        let start = session.row("SELECT pg_backup_start('skate-env', true)", &[]).await?.get(0);
        Ok(Self { session, start })
    }

    pub(crate) async fn stop(self) -> Result<BackupEnd> {
        let Self { session, start } = self;
        let row = session.row("SELECT lsn, labelfile FROM pg_backup_stop(false)", &[]).await?;
        let (stop, label) = (row.get(0), row.get(1));
        let log = WalSegments::of(&session).await?.between(start, stop).collect();
        let at = now(&session).await?;
        Ok(BackupEnd { stop, at, label, log, session })
    }
}

/// The server's time, which is also the time of its commits.
pub(crate) async fn now(session: &Session) -> Result<Timestamp> {
    let query = "SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint";
    let microseconds = session.row(query, &[]).await?.get(0);
    Ok(Timestamp::from_microsecond(microseconds).unwrap_or(Timestamp::MAX))
}
