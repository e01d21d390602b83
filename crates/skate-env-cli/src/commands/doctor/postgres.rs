//! Whether `skate-env local` has a PostgreSQL to run.

use skate_env_local::{Binaries, Search, package_name};

use super::{Finding, Project};
use crate::control_plane::NEON_API_KEY;

pub(super) fn check(project: &Project<'_>) -> Vec<Finding> {
    // With branches on Neon, none is needed here.
    if project.process().get(NEON_API_KEY).is_some() {
        return Vec::new();
    }
    let mut search = Search::default();
    search.folder = project.process().get("SKATE_ENV_POSTGRES_BIN").map(Into::into);
    search.path = project.process().get("PATH").map(Into::into);
    let folders = project.detected.directory.ancestors();
    search.node_modules = folders.map(|folder| folder.join("node_modules")).collect();
    let Err(error) = Binaries::find(&search) else { return Vec::new() };
    let add = project.detected.manager.add_for_development(&project.detected.directory);
    let install = format!("{add} {}", package_name());
    vec![Finding::warning(
        "postgres_not_found",
        format!(
            "`skate-env local` finds no PostgreSQL ({}), and NEON_API_KEY is not set for branches on Neon.",
            error.code()
        ),
        format!("{install}, or set NEON_API_KEY."),
    )]
}
