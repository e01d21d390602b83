//! `.neon`: the project and branch that Neon's own command uses.

use std::path::Path;

use serde_json::Value;

use super::read;

/// The project's id.
pub(crate) fn project_of_file(directory: &Path) -> Option<String> {
    string(directory, "projectId")
}

/// The branch, by id or name.
pub(crate) fn branch_of_file(directory: &Path) -> Option<String> {
    string(directory, "branchId").or_else(|| string(directory, "branch"))
}

fn string(directory: &Path, key: &str) -> Option<String> {
    let root = directory.ancestors().position(|folder| folder.join(".git").exists());
    let mut folders = directory.ancestors().take(root.map_or(1, |index| index + 1));
    let text = folders.find_map(|folder| read(folder, ".neon").ok().flatten())?;
    let json: Value = serde_json::from_str(&text).ok()?;
    Some(json.get(key)?.as_str()?.to_owned())
}
