//! Copies whose first start was cut off.
//!
//! A copy begins as a backup: its first start reads `backup_label`, renames it to
//! `backup_label.old` and replays the log up to the backup's end. Cut off in between, the next
//! start is an ordinary crash recovery, which refuses: "WAL ends before end of online backup".
//! PostgreSQL resumes only where `recovery.signal` says that a backup is being restored.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::Account;
use crate::{Error, Result};

const BEGUN: &str = "backup_label.old";
const SIGNAL: &str = "recovery.signal";

/// What a server is told that may have to resume; its log is all here, so that nothing can be
/// fetched from elsewhere.
const RESUMED: [&str; 4] = ["-c", "restore_command=false", "-c", "hot_standby=off"];

/// Has the next start resume what an earlier one began, and answers what to tell it. A copy that
/// did become ready, and whose owner was killed before it could note that, starts as well.
pub(super) fn resume(data: &Path, account: &Account) -> Result<&'static [&'static str]> {
    let signal = data.join(SIGNAL);
    if data.join(BEGUN).exists() && !signal.exists() {
        fs::write(&signal, "").map_err(Error::io("write", &signal))?;
        account.own(&signal)?;
    }
    Ok(if signal.exists() { &RESUMED } else { &[] })
}

/// The server is ready: there is nothing to resume.
pub(super) fn note_ready(data: &Path) -> Result<()> {
    let begun = data.join(BEGUN);
    match fs::remove_file(&begun) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(Error::io("remove", &begun)(error))
        }
        _ => Ok(()),
    }
}
