//! A cluster: a folder with the data of one server, created once and then opened quickly.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::initdb::{include_settings, initdb};
use super::template::copy_template;
use super::{Account, Binaries, ClusterOptions, Durability};
use crate::files::{lock_folder, open_folder, remove_folder, sync_entry, sync_tree};
use crate::{Error, Result};

/// A folder with the data of one server, locked by this process until it is dropped.
#[derive(Debug)]
pub struct Cluster {
    pub(super) folder: PathBuf,
    pub(super) binaries: Binaries,
    pub(super) account: Account,
    pub(super) name: String,
    pub(super) durability: Durability,
    pub(super) settings: Vec<(String, String)>,
    pub(super) stdin: Option<Arc<File>>,
    created: bool,
    _lock: File,
}

impl Cluster {
    /// Opens the cluster in a folder, and creates it first if there is none.
    ///
    /// # Errors
    ///
    /// `folder_in_use` while another process has it open, `folder_of_another_user`,
    /// `folder_unreachable`, `version_mismatch`, `invalid_name`, `disk_full`, `initialize_failed`.
    pub fn prepare(
        binaries: Binaries,
        account: Account,
        folder: &Path,
        options: &ClusterOptions,
    ) -> Result<Self> {
        options.check()?;
        let folder = open_folder(folder, &account)?;
        account.check_reach(&binaries.program("postgres"))?;
        let mut cluster = Self {
            _lock: lock_folder(&folder)?,
            folder,
            binaries,
            account,
            name: options.name.clone(),
            durability: options.durability,
            settings: options.settings.clone(),
            stdin: options.stdin.clone(),
            created: false,
        };
        match fs::read_to_string(cluster.data().join("PG_VERSION")) {
            Ok(version) => cluster.check_version(version.trim())?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => cluster.create(options)?,
            Err(error) => return Err(Error::io("read", &cluster.data())(error)),
        }
        Ok(cluster)
    }

    /// Whether this call of `prepare` created the data, with the password of its options.
    #[must_use]
    pub fn created(&self) -> bool {
        self.created
    }

    /// PostgreSQL's own data folder.
    #[must_use]
    pub fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    /// The log of the last start.
    #[must_use]
    pub fn log(&self) -> PathBuf {
        self.folder.join("server.log")
    }

    fn check_version(&self, found: &str) -> Result<()> {
        if found == self.binaries.major().to_string() {
            return self.account.check_owner(&self.data());
        }
        Err(Error::version_mismatch(&self.folder, found, self.binaries.major()))
    }

    /// Works in a folder beside `data`, so that an interrupted run leaves no incomplete cluster.
    fn create(&mut self, options: &ClusterOptions) -> Result<()> {
        let draft = self.folder.join("data.draft");
        remove_folder(&draft)?;
        let (binaries, account) = (&self.binaries, &self.account);
        match &options.template {
            None => initdb(binaries, account, &self.folder, &draft, options)?,
            Some(templates) => copy_template(templates, binaries, account, &draft, options)?,
        }
        include_settings(&draft)?;
        let full = self.durability == Durability::Full;
        if full {
            sync_tree(&draft)?;
        }
        fs::rename(&draft, self.data()).map_err(Error::io("rename", &draft))?;
        if full {
            sync_entry(&self.folder)?;
        }
        self.created = true;
        Ok(())
    }
}
