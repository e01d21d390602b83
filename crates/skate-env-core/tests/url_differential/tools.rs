//! What the readers need on this machine: a compiled helper, two npm packages, a libpq.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::ambient;

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
        let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/url_differential/drivers");
        let installed = sources.join("node_modules").is_dir();
        ensure!(installed, "`cargo xtask test differential` installs the drivers");
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
    let program = Path::new(env!("CARGO_TARGET_TMPDIR")).join("libpq_reader");
    let modified = |path: &Path| std::fs::metadata(path)?.modified();
    if modified(&program).is_ok_and(|made| modified(source).is_ok_and(|written| written < made)) {
        return Ok(program);
    }
    // Several tests compile it at the same time, and each puts it there whole.
    let draft = tempfile::NamedTempFile::new_in(env!("CARGO_TARGET_TMPDIR"))?.into_temp_path();
    let mut command = Command::new("cc");
    command.args(["-std=c11", "-O2", "-Wall", "-Wextra", "-Werror", "-o"]);
    command.arg(&draft).arg(source);
    if cfg!(target_os = "linux") {
        command.arg("-ldl");
    }
    let output = command.output().context("the libpq reader needs a C compiler named `cc`")?;
    ensure!(output.status.success(), "cc: {}", String::from_utf8_lossy(&output.stderr));
    draft.persist(&program)?;
    Ok(program)
}

/// The libpq of the PostgreSQL that all tests run on.
#[expect(clippy::disallowed_methods, reason = "`cargo xtask test` says where it is")]
fn libpq() -> Result<PathBuf> {
    let folder = std::env::var_os("SKATE_ENV_TEST_LIBPQ").map(PathBuf::from);
    let folder = folder.context("`cargo xtask test differential` sets SKATE_ENV_TEST_LIBPQ")?;
    let entries = std::fs::read_dir(&folder).with_context(|| folder.display().to_string())?;
    let libraries = entries.flatten().map(|entry| entry.path()).filter(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("libpq.so.5") || (name.starts_with("libpq.5") && name.ends_with(".dylib"))
    });
    libraries.max().with_context(|| format!("no libpq in {}", folder.display()))
}
