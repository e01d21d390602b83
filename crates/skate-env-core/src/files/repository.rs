//! Where a project ends: the folders from a directory up to its repository or workspace.

use std::path::Path;

use crate::{Config, files::read_bytes};

/// The folders whose policies count for a directory, the directory first: up to the outermost root;
/// all of them if there is no root.
pub(super) fn policy_folders(directory: &Path) -> Vec<&Path> {
    let mut folders: Vec<_> = directory.ancestors().collect();
    if let Some(outermost) = folders.iter().rposition(|folder| is_policy_root(folder)) {
        folders.truncate(outermost + 1);
    }
    folders
}

/// The folders of the project that a directory belongs to, the directory first: up to the nearest
/// repository's root, or else up to the nearest workspace's; only the directory if there is neither.
#[must_use]
pub fn project_folders(directory: &Path) -> Vec<&Path> {
    let mut folders: Vec<_> = directory.ancestors().collect();
    let repository = folders.iter().position(|folder| is_repository(folder));
    let workspace = || folders.iter().position(|folder| is_workspace(folder));
    let last = repository.or_else(workspace).unwrap_or_default();
    folders.truncate(last + 1);
    folders
}

/// A repository's root, or that of a workspace with a policy: repositories are checked out into
/// workspaces that are none themselves.
fn is_policy_root(folder: &Path) -> bool {
    is_repository(folder) || (folder.join(Config::FILE_NAME).exists() && is_workspace(folder))
}

fn is_repository(folder: &Path) -> bool {
    folder.join(".git").exists()
}

/// Whether a folder is the root of a pnpm workspace, or of one of npm, Yarn or Bun.
#[must_use]
pub fn is_workspace(folder: &Path) -> bool {
    folder.join("pnpm-workspace.yaml").exists()
        || read_bytes(&folder.join("package.json"))
            .ok()
            .flatten()
            .is_some_and(|text| text.windows(12).any(|part| part == b"\"workspaces\""))
}
