//! One copy, from the first word with the server to a finished data folder.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use skate_env_core::Code;
use tokio_postgres::types::PgLsn;

use super::backup::{Backup, Stopped};
use super::disk::entries;
use super::{Draft, content, tree};
use crate::postgres::{Account, Durability, Superuser, blocking};
use crate::{Error, Result};

/// A running server that is copied.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    /// PostgreSQL's own data folder.
    pub(crate) data: PathBuf,
    /// Who may make a backup on it.
    pub(crate) superuser: Superuser,
    /// Whom its files, and those of the copy, belong to.
    pub(crate) account: Account,
    /// What the copy is worth: forced to the disk or not.
    pub(crate) durability: Durability,
}

/// What a copy holds.
#[derive(Clone, Debug)]
pub(crate) struct Copied {
    /// The state that the copy shows.
    pub(crate) stop_lsn: PgLsn,
    /// When that was, on the server's clock.
    pub(crate) taken_at: Timestamp,
    /// The name of the first file of the log that belongs to it.
    pub(crate) log_from: String,
}

/// Copies a running server into the folder of a new cluster, as `target/data`. Whoever works on
/// the server is not held up; the copy shows the server's state at the end of the copying.
///
/// # Errors
///
/// `tablespaces`, `session_failed`, `disk_full`, `io`, and those of the target's folder.
pub(crate) async fn copy_running(source: &Source, target: &Path) -> Result<Copied> {
    let draft = {
        let (source, target) = (source.clone(), target.to_owned());
        blocking(move || {
            refuse_tablespaces(&source.data)?;
            Draft::make(&target, &source.account)
        })
        .await?
    };
    let backup = Backup::start(&source.superuser).await?;
    let draft = {
        let source = source.clone();
        blocking(move || copy_files(&source, &draft.path()).map(|()| draft)).await?
    };
    let Stopped { stop, at, label, log, session } = backup.stop().await?;
    let log_from = log.first().cloned().unwrap_or_default();
    let source = source.clone();
    blocking(move || {
        // One that was made meanwhile is in the log: the copy would share it with its parent.
        refuse_tablespaces(&source.data)?;
        complete(&source, &draft.path(), &label, &log)?;
        draft.finish(source.durability)
    })
    .await?;
    drop(session);
    Ok(Copied { stop_lsn: stop, taken_at: at, log_from })
}

/// Their files are elsewhere, and the copy's server would write to its parent's.
fn refuse_tablespaces(data: &Path) -> Result<()> {
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
    tree::copy_tree(&source.data, draft, &source.account, content::fate)?;
    // The server rewrites it in place: two readings that agree are a whole one.
    let path = source.data.join(content::CONTROL);
    let read = || fs::read(&path).map_err(Error::io("read", &path));
    let mut control = read()?;
    loop {
        let again = read()?;
        if again == control {
            break;
        }
        control = again;
    }
    tree::write_file(&draft.join(content::CONTROL), &control, &source.account)
}

/// Adds what makes of the files a backup: where its recovery starts, and the log up to its end.
fn complete(source: &Source, draft: &Path, label: &str, log: &[String]) -> Result<()> {
    let (from, to) = (source.data.join("pg_wal"), draft.join("pg_wal"));
    tree::make_folder(&to.join("archive_status"), &source.account)?;
    for name in log.iter().chain(&timelines(&from)?) {
        tree::copy_file(&from.join(name), &to.join(name), &source.account)?;
    }
    tree::write_file(&draft.join("backup_label"), label.as_bytes(), &source.account)
}

/// The few files that say which timeline came from which.
fn timelines(log: &Path) -> Result<Vec<String>> {
    Ok(entries(log)?.into_iter().filter(|name| name.ends_with(".history")).collect())
}
