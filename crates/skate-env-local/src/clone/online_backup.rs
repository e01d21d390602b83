//! Copying a running server: an online backup into a new data folder.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use skate_env_core::Code;
use tokio_postgres::types::PgLsn;

use super::backup_session::{BackupEnd, BackupSession};
use super::{Draft, backup_files};
use crate::files::{copy_file, copy_tree, create_folder, file_names, write_file};
use crate::postgres::{Account, Durability, Superuser, blocking};
use crate::{Error, Result};

/// A running server to copy.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    /// PostgreSQL's own data folder.
    pub(crate) data: PathBuf,
    /// The login for the backup.
    pub(crate) superuser: Superuser,
    /// The owner of its files and of the copy's.
    pub(crate) account: Account,
    /// Whether the copy is synced to disk.
    pub(crate) durability: Durability,
}

/// Which state of the server a copy holds.
#[derive(Clone, Debug)]
pub(crate) struct CopyInfo {
    /// The position in the log.
    pub(crate) stop_lsn: PgLsn,
    /// The server's time at that position.
    pub(crate) taken_at: Timestamp,
    /// The name of the first log file of the copy.
    pub(crate) log_from: String,
}

/// Copies a running server into the folder of a new cluster, as `destination/data`. Clients of the
/// server do not wait; the copy has the server's state at the end of the copying.
///
/// # Errors
///
/// `tablespaces`, `session_failed`, `disk_full`, `io`, and the errors of opening the folder.
pub(crate) async fn copy_running(source: &Source, destination: &Path) -> Result<CopyInfo> {
    let draft = {
        let (source, destination) = (source.clone(), destination.to_owned());
        blocking(move || {
            check_no_tablespaces(&source.data)?;
            Draft::create(&destination, &source.account)
        })
        .await?
    };
    let backup = BackupSession::start(&source.superuser).await?;
    let draft = {
        let source = source.clone();
        blocking(move || copy_files(&source, &draft.path()).map(|()| draft)).await?
    };
    let BackupEnd { stop, at, label, log, session } = backup.stop().await?;
    let log_from = log.first().cloned().unwrap_or_default();
    let source = source.clone();
    blocking(move || {
        // The log would create a tablespace that is new in the copy, in its parent's folder.
        check_no_tablespaces(&source.data)?;
        complete(&source, &draft.path(), &label, &log)?;
        draft.finish(source.durability)
    })
    .await?;
    drop(session);
    Ok(CopyInfo { stop_lsn: stop, taken_at: at, log_from })
}

/// Files of tablespaces are outside of the data folder: the copy's server would write into its
/// parent's files.
fn check_no_tablespaces(data: &Path) -> Result<()> {
    let links = data.join("pg_tblspc");
    let mut entries = fs::read_dir(&links).map_err(Error::io("read", &links))?;
    match entries.next() {
        Some(_) => {
            let message = format!("the server in {} has tablespaces", data.display());
            let hint = "Move its tables back and drop the tablespaces.";
            Err(Error::new(Code::Tablespaces, message, hint))
        }
        None => Ok(()),
    }
}

fn copy_files(source: &Source, draft: &Path) -> Result<()> {
    copy_tree(&source.data, draft, &source.account, backup_files::action)?;
    // The server overwrites it in place: two equal readings show that neither is torn.
    let path = source.data.join(backup_files::CONTROL);
    let read = || fs::read(&path).map_err(Error::io("read", &path));
    let mut control = read()?;
    loop {
        let again = read()?;
        if again == control {
            break;
        }
        control = again;
    }
    write_file(&draft.join(backup_files::CONTROL), &control, &source.account)
}

/// Adds what a recovery needs: the label, which names its start, and the log up to its end.
fn complete(source: &Source, draft: &Path, label: &str, log: &[String]) -> Result<()> {
    let (from, to) = (source.data.join("pg_wal"), draft.join("pg_wal"));
    create_folder(&to.join("archive_status"), &source.account)?;
    for name in log.iter().chain(&timeline_histories(&from)?) {
        copy_file(&from.join(name), &to.join(name), &source.account)?;
    }
    write_file(&draft.join("backup_label"), label.as_bytes(), &source.account)
}

/// The few files that record PostgreSQL's timelines.
fn timeline_histories(log: &Path) -> Result<Vec<String>> {
    Ok(file_names(log)?.into_iter().filter(|name| name.ends_with(".history")).collect())
}
