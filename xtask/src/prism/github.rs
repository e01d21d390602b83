//! What a test has of GitHub's description of its API, against the description that GitHub publishes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use crate::lock::lock;
use crate::run::{node, npm, read, run};
use crate::workspace;

const PACKAGE: &str = "@octokit/openapi@23.0.2";
/// The package has 400 MB of descriptions, of which this one is used.
const DOCUMENT: &str = "package/generated/api.github.com.json";
const TRIMMED: &str = "crates/skate-env-preview/tests/preview/github.openapi.json";

pub(super) fn check() -> Result<()> {
    let root = workspace::root();
    let script = root.join("xtask/src/prism/github.mjs");
    run(&mut node(root, [script, document()?, root.join(TRIMMED)]))
}

fn document() -> Result<PathBuf> {
    let folder = workspace::target().join("tools").join("github-description");
    let _lock = lock("github-description")?;
    let document = folder.join(DOCUMENT);
    if !document.is_file() {
        unpack(&folder)?;
    }
    Ok(document)
}

fn unpack(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    let packed = read(&mut npm(folder, ["pack", "--silent", PACKAGE]))?;
    let packed = folder.join(packed.trim());
    read(Command::new("tar").arg("-xzf").arg(&packed).arg(DOCUMENT).current_dir(folder))?;
    Ok(fs::remove_file(packed)?)
}
