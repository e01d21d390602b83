//! Where the demo keeps its things from one run to the next.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::{fingerprint, workspace};

/// Logs, and what is done already.
pub(super) fn folder() -> PathBuf {
    workspace::target().join("demo")
}

/// The project in which `skate-env local start` is called: its servers keep their data in it.
pub(super) fn project() -> Result<PathBuf> {
    let mut project = folder().join("project");
    if servers_have_another_account() && !is_open_to_all(workspace::root()) {
        let name = fingerprint::of_text(&workspace::root().to_string_lossy());
        project = std::env::temp_dir().join(format!("skate-env-demo-{name}"));
    }
    // A repository's root: nothing above it is the project's.
    fs::create_dir_all(project.join(".git"))?;
    Ok(project)
}

/// As root, servers run as somebody else.
#[cfg(unix)]
fn servers_have_another_account() -> bool {
    rustix::process::geteuid().is_root()
}

#[cfg(unix)]
fn is_open_to_all(folder: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    let is_open = |path: &Path| path.metadata().is_ok_and(|it| it.permissions().mode() & 1 == 1);
    folder.ancestors().all(is_open)
}

#[cfg(not(unix))]
fn servers_have_another_account() -> bool {
    false
}

#[cfg(not(unix))]
fn is_open_to_all(_: &Path) -> bool {
    true
}
