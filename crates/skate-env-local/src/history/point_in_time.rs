//! Point-in-time recovery: the state at a moment of the history, as a new cluster.

use std::collections::HashSet;
use std::ffi::OsString;
use std::path::Path;

use skate_env_core::Code;

use super::base_backup::BaseBackup;
use super::{History, RecoveryTarget, single_user};
use crate::clone::{Draft, Source, now};
use crate::files::{CopyAction, copy_tree};
use crate::postgres::{Binaries, Session, blocking};
use crate::{Error, Result};

impl History {
    /// Recovers the state of a running root at a moment of its history into the folder of a new
    /// cluster, as `destination/data`. The root does not change.
    ///
    /// # Errors
    ///
    /// `point_not_kept` outside of the history, `archive_stalled`, `recovery_failed`,
    /// `session_failed`, `disk_full`, `io`, and the errors of opening the folder.
    pub(crate) async fn recover(
        &self,
        source: &Source,
        binaries: &Binaries,
        target: RecoveryTarget,
        destination: &Path,
    ) -> Result<()> {
        let session = source.superuser.connect("postgres").await?;
        let backup = self.base_backup_for(target, &session).await?;
        self.archive_now(&session).await?;
        drop(session);
        let (source, destination) = (source.clone(), destination.to_owned());
        let (binaries, archive) = (binaries.clone(), self.archive());
        blocking(move || {
            let draft = Draft::create(&destination, &source.account)?;
            let all = |_: &Path, _: &HashSet<OsString>| CopyAction::Copy;
            copy_tree(&backup.folder.join("data"), &draft.path(), &source.account, all)?;
            single_user::recover(&draft.path(), &archive, target, &binaries, &source.account)?;
            draft.finish(source.durability)
        })
        .await
    }

    /// The newest base backup before the target; an error names the moments that are kept.
    async fn base_backup_for(
        &self,
        target: RecoveryTarget,
        session: &Session,
    ) -> Result<BaseBackup> {
        let now = now(session).await?;
        let position = session.row("SELECT pg_current_wal_insert_lsn()", &[]).await?.get(0);
        let past = match target {
            RecoveryTarget::Time(time) => time <= now,
            RecoveryTarget::Lsn(lsn) => lsn <= position,
        };
        let backups = self.all_base_backups()?;
        let kept = match backups.first() {
            Some(first) => format!("{} to {now} ({position})", first.earliest()),
            None => "nothing yet".to_owned(),
        };
        let newest = backups.into_iter().rev().find(|backup| past && backup.is_before(target));
        newest.ok_or_else(|| {
            let message = format!("{target} cannot be restored: the history holds {kept}");
            Error::new(Code::PointNotKept, message, "Choose a moment that is kept.")
        })
    }
}
