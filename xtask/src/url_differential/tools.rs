//! What the readers need on this machine: a compiled helper, two npm packages, a libpq.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::ambient;
use crate::lock::lock;
use crate::run::read;
use crate::workspace;

/// Where everything is.
pub(super) struct Tools {
    pub(super) libpq_reader: PathBuf,
    pub(super) libpq: PathBuf,
    pub(super) node_reader: PathBuf,
    /// An empty home, so that nobody's own `.pg_service.conf` or `.pgpass` takes part.
    pub(super) home: tempfile::TempDir,
    pub(super) service_file: (&'static str, String),
}

impl Tools {
    /// Compiles and installs what is missing.
    pub(super) fn prepare() -> Result<Self> {
        let sources = workspace::root().join("xtask/differential");
        crate::tools::npm_ci(&sources, "")?;
        let home = tempfile::tempdir()?;
        Ok(Self {
            libpq: libpq()?,
            libpq_reader: compile(&sources.join("libpq_reader.c"))?,
            node_reader: sources.join("node_readers.mjs"),
            service_file: ambient::service_file(home.path())?,
            home,
        })
    }
}

fn compile(source: &Path) -> Result<PathBuf> {
    let folder = workspace::target().join("tools");
    std::fs::create_dir_all(&folder)?;
    let program = folder.join("libpq_reader");
    let _lock = lock("libpq_reader")?;
    let modified = |path: &Path| std::fs::metadata(path)?.modified();
    if modified(&program).is_ok_and(|made| modified(source).is_ok_and(|written| written < made)) {
        return Ok(program);
    }
    let draft = tempfile::NamedTempFile::new_in(&folder)?.into_temp_path();
    let mut command = Command::new("cc");
    command.args(["-std=c11", "-O2", "-Wall", "-Wextra", "-Werror", "-o"]);
    command.arg(&draft).arg(source);
    if cfg!(target_os = "linux") {
        command.arg("-ldl");
    }
    read(&mut command).context("the libpq reader needs a C compiler named `cc`")?;
    draft.persist(&program)?;
    Ok(program)
}

/// The libpq of the PostgreSQL that everything else here runs on.
fn libpq() -> Result<PathBuf> {
    let package = crate::tools::postgres()?.join(skate_env_local::package_name());
    let folder = package.join("native/lib");
    let entries = std::fs::read_dir(&folder).with_context(|| folder.display().to_string())?;
    let libraries = entries.flatten().map(|entry| entry.path()).filter(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("libpq.so.5") || (name.starts_with("libpq.5") && name.ends_with(".dylib"))
    });
    libraries.max().with_context(|| format!("no libpq in {}", folder.display()))
}
