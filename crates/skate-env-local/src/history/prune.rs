//! Removing what is older than the retention.

use std::fs;
use std::time::Duration;

use jiff::Timestamp;

use super::History;
use super::base_backup::BaseBackup;
use crate::clone::{Source, now};
use crate::files::remove_folder;
use crate::postgres::blocking;
use crate::{Error, Result};

/// How long a root's history is kept by default: as on Neon's free plan.
pub(crate) const DEFAULT_RETENTION: Duration = Duration::from_secs(6 * 60 * 60);

/// PostgreSQL replays this much log in a few seconds: less is not worth another base backup.
const MIN_LOG_FOR_BASE_BACKUP: u64 = 64 << 20;

impl History {
    /// Takes a new base backup when the newest is old and much was written since, and removes the
    /// base backups and the log that no moment within the retention needs.
    ///
    /// # Errors
    ///
    /// `session_failed`, `io`, and the errors of `copy_running`.
    pub(crate) async fn prune(&self, source: &Source, retention: Duration) -> Result<()> {
        let now = now(&source.superuser.connect("postgres").await?).await?;
        let age = |backup: &BaseBackup| now.duration_since(backup.info.taken_at).unsigned_abs();
        let newest = self.all_base_backups()?.pop();
        if let Some(newest) = newest
            && age(&newest) > retention / 2
            && self.log_since(&newest)? > MIN_LOG_FOR_BASE_BACKUP
        {
            self.take_base_backup(source).await?;
        }
        let history = self.clone();
        blocking(move || history.remove_before(now - retention)).await
    }

    /// Keeps the newest base backup that is older than the moment, and everything after it.
    fn remove_before(&self, moment: Timestamp) -> Result<()> {
        let backups = self.all_base_backups()?;
        let older = backups.iter().rposition(|backup| backup.info.taken_at <= moment).unwrap_or(0);
        let Some(first) = backups.get(older) else { return Ok(()) };
        for number in self.numbers()? {
            // Incomplete ones too; one that is being taken now has the highest number.
            if number < first.number {
                remove_folder(&self.base_backups().join(number.to_string()))?;
            }
        }
        for name in self.archived()?.iter().filter(|name| **name < first.info.log_from) {
            let path = self.archive().join(name);
            fs::remove_file(&path).map_err(Error::io("remove", &path))?;
        }
        Ok(())
    }

    fn log_since(&self, backup: &BaseBackup) -> Result<u64> {
        let names = self.archived()?.into_iter().filter(|name| *name >= backup.info.log_from);
        Ok(names
            .filter_map(|name| fs::metadata(self.archive().join(name)).ok())
            .map(|it| it.len())
            .sum())
    }
}
