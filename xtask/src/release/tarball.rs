//! A package as it was packed: its files, and the checksums that npm and people know it by.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::read::GzDecoder;
use serde_json::Value;
use sha2::{Digest as _, Sha256, Sha512};

/// A file of a package.
pub(super) struct Entry {
    pub(super) bytes: Vec<u8>,
    pub(super) mode: u32,
}

/// The files of a package, by their path in it.
pub(super) struct Tarball {
    pub(super) files: BTreeMap<String, Entry>,
    /// What a user downloads.
    pub(super) size: usize,
}

impl Tarball {
    pub(super) fn open(path: &Path) -> Result<Self> {
        let packed =
            fs::read(path).with_context(|| format!("could not read {}", path.display()))?;
        let mut archive = tar::Archive::new(GzDecoder::new(packed.as_slice()));
        let mut files = BTreeMap::new();
        for entry in archive.entries()? {
            let mut entry = entry?;
            let name = entry.path()?.to_str().context("a name is no text")?.to_owned();
            let name = name.strip_prefix("package/").context("npm packs into package/")?.to_owned();
            ensure!(entry.header().entry_type().is_file(), "{name} is no file");
            let (mode, mut bytes) = (entry.header().mode()?, Vec::new());
            entry.read_to_end(&mut bytes)?;
            ensure!(files.insert(name.clone(), Entry { bytes, mode }).is_none(), "{name} twice");
        }
        Ok(Self { files, size: packed.len() })
    }

    pub(super) fn manifest(&self) -> Result<Value> {
        let entry = self.files.get("package.json").context("it has no package.json")?;
        Ok(serde_json::from_slice(&entry.bytes)?)
    }
}

/// As npm and its registry write it.
pub(super) fn integrity(path: &Path) -> Result<String> {
    Ok(format!("sha512-{}", STANDARD.encode(Sha512::digest(fs::read(path)?))))
}

/// As `sha256sum` writes it.
pub(super) fn sha256(path: &Path) -> Result<String> {
    let digest = Sha256::digest(fs::read(path)?);
    Ok(digest.iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}")))
}
