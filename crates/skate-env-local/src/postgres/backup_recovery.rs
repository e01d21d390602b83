//! Resuming the recovery of a copy whose first start was interrupted.
//!
//! A copy begins as a backup: its first start reads `backup_label`, renames it to
//! `backup_label.old` and replays the log up to the backup's end. If that start is interrupted, the
//! next one is an ordinary crash recovery, which refuses: "WAL ends before end of online backup".
//! PostgreSQL resumes only where `recovery.signal` says that a backup is being restored.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::Account;
use crate::{Error, Result};

const STARTED: &str = "backup_label.old";
const SIGNAL: &str = "recovery.signal";

/// Arguments of a server that may have to resume. The whole log is in its data folder: it must not
/// fetch anything from elsewhere.
const ARGUMENTS: [&str; 4] = ["-c", "restore_command=false", "-c", "hot_standby=off"];

/// Makes the next start resume an interrupted recovery, and returns that start's arguments. A copy
/// whose server did become ready, and whose owner was killed before [`finish`], starts as well.
pub(super) fn resume(data: &Path, account: &Account) -> Result<&'static [&'static str]> {
    let signal = data.join(SIGNAL);
    if data.join(STARTED).exists() && !signal.exists() {
        fs::write(&signal, "").map_err(Error::io("write", &signal))?;
        account.own(&signal)?;
    }
    Ok(if signal.exists() { &ARGUMENTS } else { &[] })
}

/// Records that the server is ready, so that no later start resumes.
pub(super) fn finish(data: &Path) -> Result<()> {
    let started = data.join(STARTED);
    match fs::remove_file(&started) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(Error::io("remove", &started)(error))
        }
        _ => Ok(()),
    }
}
