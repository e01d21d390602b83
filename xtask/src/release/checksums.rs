//! `SHA256SUMS`, for `sha256sum --check`.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::tarball::sha256;

const FILE: &str = "SHA256SUMS";

/// Of every file in the folder.
pub(super) fn write(folder: &Path) -> Result<()> {
    Ok(fs::write(folder.join(FILE), of(folder)?)?)
}

pub(super) fn check(folder: &Path) -> Result<()> {
    let written = fs::read_to_string(folder.join(FILE)).context("there is no SHA256SUMS")?;
    ensure!(written == of(folder)?, "SHA256SUMS is not that of the files beside it");
    Ok(())
}

fn of(folder: &Path) -> Result<String> {
    let entries: Vec<_> = fs::read_dir(folder)?.collect::<Result<_, _>>()?;
    let mut names: Vec<_> = entries
        .iter()
        .filter(|entry| entry.path().is_file())
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| name != FILE)
        .collect();
    names.sort_unstable();
    names.iter().try_fold(String::new(), |mut text, name| {
        writeln!(text, "{}  {name}", sha256(&folder.join(name))?)?;
        Ok(text)
    })
}
