//! Base backups: copies of a cluster from which a recovery starts.

use std::fs;
use std::path::PathBuf;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tokio_postgres::types::PgLsn;

use super::{History, RecoveryTarget};
use crate::clone::{Source, copy_running};
use crate::files::{create_folder, file_names, write_file};
use crate::postgres::{Account, blocking};
use crate::{Error, Result};

/// One base backup. Its `base.json` is written last: a folder without it is incomplete.
#[derive(Clone, Debug)]
pub(super) struct BaseBackup {
    pub(super) folder: PathBuf,
    pub(super) number: u64,
    pub(super) info: BaseBackupInfo,
}

/// The content of `base.json`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct BaseBackupInfo {
    /// The position in the log at its end: no earlier state can be recovered from it.
    stop_lsn: String,
    /// The server's time at its end.
    pub(super) taken_at: Timestamp,
    /// The first log file that a recovery from it needs.
    pub(super) log_from: String,
}

impl BaseBackup {
    pub(super) fn is_before(&self, target: RecoveryTarget) -> bool {
        match target {
            RecoveryTarget::Time(time) => self.info.taken_at <= time,
            RecoveryTarget::Lsn(position) => self.stop().is_some_and(|stop| stop <= position),
        }
    }

    /// The earliest state that can be recovered from it, for messages.
    pub(super) fn earliest(&self) -> String {
        format!("{} ({})", self.info.taken_at, self.info.stop_lsn)
    }

    fn stop(&self) -> Option<PgLsn> {
        self.info.stop_lsn.parse().ok()
    }
}

impl History {
    /// Takes the first base backup if there is none: the history begins with it.
    ///
    /// # Errors
    ///
    /// The errors of `copy_running`.
    pub(crate) async fn ensure_base_backup(&self, source: &Source) -> Result<()> {
        self.create_folders(&source.account)?;
        if self.all_base_backups()?.is_empty() {
            self.take_base_backup(source).await
        } else {
            Ok(())
        }
    }

    /// The first moment that can be recovered.
    pub(crate) fn earliest(&self) -> Result<Option<Timestamp>> {
        Ok(self.all_base_backups()?.first().map(|base| base.info.taken_at))
    }

    /// All complete base backups, oldest first.
    pub(super) fn all_base_backups(&self) -> Result<Vec<BaseBackup>> {
        if !self.base_backups().exists() {
            return Ok(Vec::new());
        }
        let mut backups: Vec<_> =
            self.numbers()?.into_iter().filter_map(|it| self.read(it)).collect();
        backups.sort_unstable_by_key(|backup| backup.number);
        Ok(backups)
    }

    pub(super) async fn take_base_backup(&self, source: &Source) -> Result<()> {
        let number = self.numbers()?.into_iter().max().unwrap_or(0) + 1;
        let folder = self.base_backups().join(number.to_string());
        let copy = copy_running(source, &folder).await?;
        let info = BaseBackupInfo {
            stop_lsn: copy.stop_lsn.to_string(),
            taken_at: copy.taken_at,
            log_from: copy.log_from,
        };
        let account = source.account.clone();
        blocking(move || {
            let (draft, path) = (folder.join("base.draft"), folder.join("base.json"));
            let text = serde_json::to_vec(&info)
                .map_err(|error| Error::io("write", &draft)(error.into()))?;
            write_file(&draft, &text, &account)?;
            fs::rename(&draft, &path).map_err(Error::io("write", &path))
        })
        .await
    }

    /// The numbers of all base backups, including incomplete ones.
    pub(super) fn numbers(&self) -> Result<Vec<u64>> {
        Ok(file_names(&self.base_backups())?.iter().filter_map(|name| name.parse().ok()).collect())
    }

    fn read(&self, number: u64) -> Option<BaseBackup> {
        let folder = self.base_backups().join(number.to_string());
        let text = fs::read(folder.join("base.json")).ok()?;
        Some(BaseBackup { folder, number, info: serde_json::from_slice(&text).ok()? })
    }

    fn create_folders(&self, account: &Account) -> Result<()> {
        for folder in [self.folder.clone(), self.base_backups(), self.archive()] {
            if !folder.exists() {
                create_folder(&folder, account)?;
            }
        }
        Ok(())
    }
}
