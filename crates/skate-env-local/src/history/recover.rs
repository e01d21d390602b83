//! A moment of the past, as a cluster of its own.

use std::collections::HashSet;
use std::ffi::OsString;
use std::path::Path;

use skate_env_core::Code;

use super::base::Base;
use super::{History, Point, recovery};
use crate::clone::{Draft, Fate, Source, copy_tree, now};
use crate::postgres::{Binaries, Session, blocking};
use crate::{Error, Result};

impl History {
    /// Brings a moment of a running root's past into the folder of a new cluster, as
    /// `target/data`. The root goes on as it is.
    ///
    /// # Errors
    ///
    /// `point_not_kept` outside of what is kept, `archive_stalled`, `recovery_failed`,
    /// `session_failed`, `disk_full`, `io`, and those of the target's folder.
    pub(crate) async fn recover(
        &self,
        source: &Source,
        binaries: &Binaries,
        point: Point,
        target: &Path,
    ) -> Result<()> {
        let session = source.superuser.connect("postgres").await?;
        let base = self.base_for(point, &session).await?;
        self.complete(&session).await?;
        drop(session);
        let (source, target) = (source.clone(), target.to_owned());
        let (binaries, archive) = (binaries.clone(), self.archive());
        blocking(move || {
            let draft = Draft::make(&target, &source.account)?;
            let all = |_: &Path, _: &HashSet<OsString>| Fate::Copy;
            copy_tree(&base.folder.join("data"), &draft.path(), &source.account, all)?;
            recovery::run(&draft.path(), &archive, point, &binaries, &source.account)?;
            draft.finish(source.durability)
        })
        .await
    }

    /// The newest base that is older than the point, or what is kept instead.
    async fn base_for(&self, point: Point, session: &Session) -> Result<Base> {
        let now = now(session).await?;
        let position = session.row("SELECT pg_current_wal_insert_lsn()", &[]).await?.get(0);
        let past = match point {
            Point::Time(time) => time <= now,
            Point::Lsn(asked) => asked <= position,
        };
        let bases = self.all_bases()?;
        let kept = match bases.first() {
            Some(first) => format!("{} to {now} ({position})", first.since()),
            None => "nothing yet".to_owned(),
        };
        let fitting = bases.into_iter().rev().find(|base| past && base.reaches(point));
        fitting.ok_or_else(|| {
            let message = format!("{point} cannot be restored: kept is {kept}");
            Error::new(Code::PointNotKept, message, "Choose a moment that is kept.")
        })
    }
}
