//! One at a time, across processes.

use std::fs::{self, File};

use anyhow::{Context, Result};

use crate::workspace;

/// Waits until nobody else does what this name stands for; held until dropped.
pub(crate) fn lock(name: &str) -> Result<File> {
    let folder = workspace::target().join("locks");
    fs::create_dir_all(&folder)?;
    let file = File::create(folder.join(name))?;
    file.lock().with_context(|| format!("could not lock {name}"))?;
    Ok(file)
}
