//! Programs that `PyPI` has prebuilt, in pinned versions: compiling them takes minutes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

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
        let folder =
            workspace::target().join("tools").join(format!("{}-{}", self.program, self.version));
        let program = folder.join("bin").join(platform::program(self.program));
        let _lock = lock(self.program)?;
        if !program.exists() && self.unpack(&folder).is_err() {
            let package = format!("{}@{}", self.program, self.version);
            run(cargo(["install", "--locked", "--debug", &package, "--root"]).arg(&folder))?;
        }
        Ok(program)
    }

    /// Only what has one of the listed checksums.
    fn unpack(&self, folder: &Path) -> Result<()> {
        let requirements = tempfile::NamedTempFile::new()?;
        fs::write(requirements.path(), self.requirements)?;
        let mut pip = Command::new("python3");
        pip.args(["-m", "pip", "install", "--quiet", "--no-deps", "--only-binary", ":all:"]);
        pip.args(["--require-hashes", "--upgrade", "--target"]).arg(folder);
        read(pip.arg("--requirement").arg(requirements.path())).map(drop)
    }
}
