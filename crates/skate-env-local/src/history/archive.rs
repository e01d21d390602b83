//! The log that a server hands over, file by file.

use std::time::{Duration, Instant};

use skate_env_core::Code;

use super::History;
use crate::clone::entries;
use crate::postgres::Session;
use crate::{Error, Result};

const PATIENCE: Duration = Duration::from_secs(60);
const PAUSE: Duration = Duration::from_millis(10);

/// Run by `sh` in the data folder for one file of the log: paths from there need no quotes,
/// whatever the cluster's folder is called. The file gets its name when it is whole, and may
/// come twice, after a crash between two steps.
const COMMAND: &str = "mkdir -p ../history/wal && cp %p ../history/wal/%f.part && mv -f ../history/wal/%f.part ../history/wal/%f";

impl History {
    /// What the server of a cluster with a history is told, from its first start on.
    pub(crate) fn settings() -> Vec<(String, String)> {
        [("archive_mode", "on"), ("archive_command", COMMAND)]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into()
    }

    /// Has the server hand over its log up to now.
    pub(super) async fn complete(&self, session: &Session) -> Result<()> {
        // A recovery ends at the first commit after the wanted moment: one must exist.
        session.row("SELECT pg_current_xact_id()", &[]).await?;
        let switch = "SELECT pg_walfile_name(pg_switch_wal())";
        let row = session.row(switch, &[]).await?;
        let file = self.archive().join(row.get::<_, &str>(0));
        let deadline = Instant::now() + PATIENCE;
        while !file.exists() {
            if Instant::now() > deadline {
                return Err(stalled(session).await?);
            }
            tokio::time::sleep(PAUSE).await;
        }
        Ok(())
    }

    /// The names of the archived files of the log, oldest first.
    pub(super) fn archived(&self) -> Result<Vec<String>> {
        let mut names = entries(&self.archive())?;
        names.retain(|name| name.len() == 24 && name.bytes().all(|byte| byte.is_ascii_hexdigit()));
        names.sort_unstable();
        Ok(names)
    }
}

async fn stalled(session: &Session) -> Result<Error> {
    let question = "SELECT format('%s files failed, last %s', failed_count, last_failed_wal) \
                    FROM pg_stat_archiver";
    let counts: String = session.row(question, &[]).await?.get(0);
    let port = session.port();
    let message = format!("the server on port {port} does not archive its log: {counts}");
    Ok(Error::new(Code::ArchiveStalled, message, "See the server's log, then try again."))
}
