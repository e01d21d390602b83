//! The folders whose policies count for a directory: up to the outermost repository around it.

use std::path::Path;

use crate::{Config, files::read_bytes};

/// The directory and those above it, up to the outermost root; all of them if there is no root.
pub(super) fn folders(directory: &Path) -> Vec<&Path> {
    let mut folders: Vec<_> = directory.ancestors().collect();
    if let Some(outermost) = folders.iter().rposition(|folder| is_root(folder)) {
        folders.truncate(outermost + 1);
    }
    folders
}

/// A repository's root, or that of a workspace with a policy: repositories are checked out into
/// workspaces that are none themselves.
fn is_root(folder: &Path) -> bool {
    folder.join(".git").exists()
        || (folder.join(Config::FILE_NAME).exists() && is_workspace(folder))
}

/// A pnpm workspace, or one of npm, Yarn or Bun.
fn is_workspace(folder: &Path) -> bool {
    folder.join("pnpm-workspace.yaml").exists()
        || read_bytes(&folder.join("package.json"))
            .ok()
            .flatten()
            .is_some_and(|text| text.windows(12).any(|part| part == b"\"workspaces\""))
}
