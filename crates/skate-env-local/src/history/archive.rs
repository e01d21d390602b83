//! The log that a server archives, file by file.

use std::time::{Duration, Instant};

use skate_env_core::Code;

use super::History;
use crate::files::file_names;
use crate::postgres::Session;
use crate::{Error, Result};

const TIMEOUT: Duration = Duration::from_secs(60);
const POLL_INTERVAL: Duration = Duration::from_millis(10);

/// Run by `sh` in the data folder for one log file: relative paths need no quotes, whatever the name
/// of the cluster's folder. The file gets its final name when it is complete, and may be archived
/// twice, after a crash between two steps.
const COMMAND: &str = "mkdir -p ../history/wal && cp %p ../history/wal/%f.part && mv -f ../history/wal/%f.part ../history/wal/%f";

impl History {
    /// The settings of a server with a history, from its first start on.
    pub(crate) fn settings() -> Vec<(String, String)> {
        [("archive_mode", "on"), ("archive_command", COMMAND)]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into()
    }

    /// Has the server archive its log up to now.
    pub(super) async fn archive_now(&self, session: &Session) -> Result<()> {
        // A recovery stops at the first commit after its target: there must be one.
        session.row("SELECT pg_current_xact_id()", &[]).await?;
        let switch = "SELECT pg_walfile_name(pg_switch_wal())";
        let row = session.row(switch, &[]).await?;
        let file = self.archive().join(row.get::<_, &str>(0));
        let deadline = Instant::now() + TIMEOUT;
        while !file.exists() {
            if Instant::now() > deadline {
                return Err(stalled_error(session).await?);
            }
            tokio::time::sleep(POLL_INTERVAL).await;
        }
        Ok(())
    }

    /// The names of the archived log files, oldest first.
    pub(super) fn archived(&self) -> Result<Vec<String>> {
        let mut names = file_names(&self.archive())?;
        names.retain(|name| name.len() == 24 && name.bytes().all(|byte| byte.is_ascii_hexdigit()));
        names.sort_unstable();
        Ok(names)
    }
}

async fn stalled_error(session: &Session) -> Result<Error> {
    let query = "SELECT format('%s files failed, last %s', failed_count, last_failed_wal) \
                    FROM pg_stat_archiver";
    let counts: String = session.row(query, &[]).await?.get(0);
    let port = session.port();
    let message = format!("the server on port {port} does not archive its log: {counts}");
    Ok(Error::new(Code::ArchiveStalled, message, "See the server's log, then try again."))
}
