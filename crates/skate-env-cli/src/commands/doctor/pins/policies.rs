//! Policy files that somebody else could change.

use std::path::Path;

use crate::commands::doctor::{Finding, Project};

pub(super) fn check(project: &Project<'_>) -> Vec<Finding> {
    let paths = &project.context.config_paths;
    paths.iter().flat_map(|path| check_file(project, path)).collect()
}

fn check_file(project: &Project<'_>, path: &Path) -> Vec<Finding> {
    let shown = project.context.relative(path).display().to_string();
    let mut findings = Vec::new();
    if is_writable_by_all(path) {
        findings.push(
            Finding::warning(
                "policy_writable",
                format!("Every user of this machine can change {shown}, and with it the pins."),
                format!("chmod o-w {shown}"),
            )
            .in_file(&*shown),
        );
    }
    if let Some(target) = leads_out(project, path) {
        findings.push(
            Finding::warning(
                "policy_outside",
                format!("{shown} is a symbolic link out of the repository, to {target}."),
                "Commit the file itself: nobody reviews a change to one that lies elsewhere.",
            )
            .in_file(&*shown),
        );
    }
    findings
}

#[cfg(unix)]
fn is_writable_by_all(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::metadata(path)
        .is_ok_and(|facts| facts.is_file() && facts.permissions().mode() & 0o002 != 0)
}

/// Windows has access control lists instead.
#[cfg(not(unix))]
fn is_writable_by_all(_: &Path) -> bool {
    false
}

/// Where a link leads that leaves its repository.
fn leads_out(project: &Project<'_>, path: &Path) -> Option<String> {
    if !path.is_symlink() {
        return None;
    }
    let target = path.canonicalize().ok()?;
    let root = path.parent()?.canonicalize().ok()?;
    let root = root.ancestors().find(|folder| folder.join(".git").exists()).unwrap_or(&root);
    (!target.starts_with(root)).then(|| project.context.relative(&target).display().to_string())
}
