//! The copies of a cluster that its history starts from.

use std::fs;
use std::path::PathBuf;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tokio_postgres::types::PgLsn;

use super::{History, Point};
use crate::clone::{Source, copy_running, entries, make_folder, write_file};
use crate::postgres::{Account, blocking};
use crate::{Error, Result};

/// One copy. Its record is written last: a folder without one is what a killed run left.
#[derive(Clone, Debug)]
pub(super) struct Base {
    pub(super) folder: PathBuf,
    pub(super) number: u64,
    pub(super) record: Record,
}

/// `base.json`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Record {
    /// Where its copy ended: no earlier state can be had from it.
    stop_lsn: String,
    /// When that was.
    pub(super) taken_at: Timestamp,
    /// The first file of the log that comes after it.
    pub(super) log_from: String,
}

impl Base {
    pub(super) fn reaches(&self, point: Point) -> bool {
        match point {
            Point::Time(time) => self.record.taken_at <= time,
            Point::Lsn(position) => self.stop().is_some_and(|stop| stop <= position),
        }
    }

    /// From when on there is a past, for a person.
    pub(super) fn since(&self) -> String {
        format!("{} ({})", self.record.taken_at, self.record.stop_lsn)
    }

    fn stop(&self) -> Option<PgLsn> {
        self.record.stop_lsn.parse().ok()
    }
}

impl History {
    /// Takes the first base where there is none: the history begins here.
    ///
    /// # Errors
    ///
    /// Those of a copy.
    pub(crate) async fn ensure_base(&self, source: &Source) -> Result<()> {
        self.make_folders(&source.account)?;
        if self.all_bases()?.is_empty() { self.take_base(source).await } else { Ok(()) }
    }

    /// The first moment that can be brought back.
    pub(crate) fn earliest(&self) -> Result<Option<Timestamp>> {
        Ok(self.all_bases()?.first().map(|base| base.record.taken_at))
    }

    /// All whole bases, oldest first.
    pub(super) fn all_bases(&self) -> Result<Vec<Base>> {
        if !self.bases().exists() {
            return Ok(Vec::new());
        }
        let mut bases: Vec<_> =
            self.numbers()?.into_iter().filter_map(|it| self.read(it)).collect();
        bases.sort_unstable_by_key(|base| base.number);
        Ok(bases)
    }

    pub(super) async fn take_base(&self, source: &Source) -> Result<()> {
        let number = self.numbers()?.into_iter().max().unwrap_or(0) + 1;
        let folder = self.bases().join(number.to_string());
        let copied = copy_running(source, &folder).await?;
        let record = Record {
            stop_lsn: copied.stop_lsn.to_string(),
            taken_at: copied.taken_at,
            log_from: copied.log_from,
        };
        let account = source.account.clone();
        blocking(move || {
            let (draft, path) = (folder.join("base.draft"), folder.join("base.json"));
            let text = serde_json::to_vec(&record)
                .map_err(|error| Error::io("write", &draft)(error.into()))?;
            write_file(&draft, &text, &account)?;
            fs::rename(&draft, &path).map_err(Error::io("write", &path))
        })
        .await
    }

    /// The numbers of all bases, half-made ones too.
    pub(super) fn numbers(&self) -> Result<Vec<u64>> {
        Ok(entries(&self.bases())?.iter().filter_map(|name| name.parse().ok()).collect())
    }

    fn read(&self, number: u64) -> Option<Base> {
        let folder = self.bases().join(number.to_string());
        let text = fs::read(folder.join("base.json")).ok()?;
        Some(Base { folder, number, record: serde_json::from_slice(&text).ok()? })
    }

    fn make_folders(&self, account: &Account) -> Result<()> {
        for folder in [self.folder.clone(), self.bases(), self.archive()] {
            if !folder.exists() {
                make_folder(&folder, account)?;
            }
        }
        Ok(())
    }
}
