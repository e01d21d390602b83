//! Programs in pinned versions: those that `PyPI` has prebuilt, because compiling them takes minutes,
//! and those that cargo builds.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use crate::lock::lock;
use crate::run::{cargo, read, run};
use crate::{platform, workspace};

/// A program, and where it comes from.
pub(crate) struct Wheel {
    pub(crate) program: &'static str,
    pub(crate) version: &'static str,
    /// The lines of a `requirements.txt`: the package, and the checksum for each platform.
    pub(crate) requirements: &'static str,
}

impl Wheel {
    /// The program, installed under `target` by the first call. Where there is no Python, or no
    /// wheel for this platform, cargo builds it.
    pub(crate) fn install(&self) -> Result<PathBuf> {
        install(self.program, self.version, |folder| unpack(self.requirements, folder))
    }
}

/// A program that has no wheel: cargo builds it, once.
pub(crate) fn build(program: &str, version: &str) -> Result<PathBuf> {
    install(program, version, |_| bail!("it has no wheel"))
}

fn install(name: &str, version: &str, unpack: impl FnOnce(&Path) -> Result<()>) -> Result<PathBuf> {
    let folder = workspace::target().join("tools").join(format!("{name}-{version}"));
    let program = folder.join("bin").join(platform::program(name));
    let _lock = lock(name)?;
    if !program.exists() && unpack(&folder).is_err() {
        let package = format!("{name}@{version}");
        run(cargo(["install", "--locked", "--debug", &package, "--root"]).arg(&folder))?;
    }
    Ok(program)
}

/// Installs the files into a folder: only those that have one of the listed checksums.
pub(crate) fn unpack(requirements: &str, folder: &Path) -> Result<()> {
    let file = tempfile::NamedTempFile::new()?;
    fs::write(file.path(), requirements)?;
    let mut pip = Command::new("python3");
    pip.args(["-m", "pip", "install", "--quiet", "--no-deps", "--only-binary", ":all:"]);
    pip.args(["--require-hashes", "--upgrade", "--target"]).arg(folder);
    read(pip.arg("--requirement").arg(file.path())).map(drop)
}
