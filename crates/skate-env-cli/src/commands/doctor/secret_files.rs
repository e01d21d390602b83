//! Dotenv files with passwords that git keeps or that other users can read.

use super::{Finding, Project, production_url::has_password, project::DotenvFile};
use crate::project::Tracking;

pub(super) fn check(project: &Project<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in &project.dotenv_files {
        let secrets =
            || file.assignments.iter().filter(|it| it.url().as_ref().is_some_and(has_password));
        let is_local = file.name.contains(".local");
        let remote = secrets().any(|it| it.target().is_some_and(|target| !target.is_local()));
        match project.git.as_ref().map(|git| git.tracking(file.name)) {
            Some(Tracking::Tracked) if is_local || remote => findings.push(
                Finding::error(
                    "secret_in_git",
                    format!("Git tracks {}, and with it the passwords in it.", file.name),
                    format!(
                        "Run `skate-env init`, then `git rm --cached {}`; then change those passwords.",
                        file.name
                    ),
                )
                .in_file(file.name),
            ),
            Some(Tracking::Untracked) if is_local => findings.push(
                Finding::warning(
                    "secret_not_ignored",
                    format!("Git does not ignore {}: the next `git add .` adds it.", file.name),
                    "Run `skate-env init`.",
                )
                .in_file(file.name),
            ),
            _ => {}
        }
        if remote && is_readable_by_others(project, file) {
            findings.push(
                Finding::warning(
                    "secret_readable",
                    format!("Every user of this machine can read {}.", file.name),
                    format!("chmod 600 {}", file.name),
                )
                .in_file(file.name),
            );
        }
    }
    findings
}

#[cfg(unix)]
fn is_readable_by_others(project: &Project<'_>, file: &DotenvFile) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    let metadata = std::fs::metadata(project.context.directory.join(file.name));
    metadata.is_ok_and(|metadata| metadata.permissions().mode() & 0o004 != 0)
}

/// Windows has access control lists instead.
#[cfg(not(unix))]
fn is_readable_by_others(_: &Project<'_>, _: &DotenvFile) -> bool {
    false
}
