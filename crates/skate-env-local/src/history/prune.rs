//! Forgetting what nobody can ask for any more.

use std::fs;
use std::time::Duration;

use jiff::Timestamp;

use super::History;
use super::base::Base;
use crate::clone::{Source, now};
use crate::postgres::blocking;
use crate::{Error, Result};

/// How long a root's past is kept, unless somebody says otherwise: as on Neon's free plan.
pub(crate) const KEEP: Duration = Duration::from_secs(6 * 60 * 60);

/// So much log is replayed in a few seconds; a copy of the cluster for less is not worth it.
const LOG_WORTH_A_BASE: u64 = 64 << 20;

impl History {
    /// Takes a new base when the newest is old and much was written since, and removes the
    /// bases and the log that no moment of the last `keep` needs.
    ///
    /// # Errors
    ///
    /// `session_failed`, `io`, and those of a copy.
    pub(crate) async fn prune(&self, source: &Source, keep: Duration) -> Result<()> {
        let now = now(&source.superuser.connect("postgres").await?).await?;
        let age = |base: &Base| now.duration_since(base.record.taken_at).unsigned_abs();
        let newest = self.all_bases()?.pop();
        if let Some(newest) = newest
            && age(&newest) > keep / 2
            && self.log_since(&newest)? > LOG_WORTH_A_BASE
        {
            self.take_base(source).await?;
        }
        let history = self.clone();
        blocking(move || history.forget_before(now - keep)).await
    }

    /// Keeps the newest base that is older than the moment, and what came after it.
    fn forget_before(&self, moment: Timestamp) -> Result<()> {
        let bases = self.all_bases()?;
        let older = bases.iter().rposition(|base| base.record.taken_at <= moment).unwrap_or(0);
        let Some(first) = bases.get(older) else { return Ok(()) };
        for number in self.numbers()? {
            // Half-made ones too, except one that is being made now: it is the newest of all.
            if number < first.number {
                let folder = self.bases().join(number.to_string());
                fs::remove_dir_all(&folder).map_err(Error::io("remove", &folder))?;
            }
        }
        for name in self.archived()?.iter().filter(|name| **name < first.record.log_from) {
            let path = self.archive().join(name);
            fs::remove_file(&path).map_err(Error::io("remove", &path))?;
        }
        Ok(())
    }

    fn log_since(&self, base: &Base) -> Result<u64> {
        let names = self.archived()?.into_iter().filter(|name| *name >= base.record.log_from);
        Ok(names
            .filter_map(|name| fs::metadata(self.archive().join(name)).ok())
            .map(|it| it.len())
            .sum())
    }
}
