//! PostgreSQL for branches on this machine.

use skate_env_local::{Binaries, Search, package_name};

use super::{Finding, Patient};
use crate::control_plane::NEON_API_KEY;

pub(super) fn check(patient: &Patient<'_>) -> Vec<Finding> {
    // Whoever has branches on Neon may never need one here.
    if patient.process().get(NEON_API_KEY).is_some() {
        return Vec::new();
    }
    let mut search = Search::default();
    search.folder = patient.process().get("SKATE_ENV_POSTGRES_BIN").map(Into::into);
    search.path = patient.process().get("PATH").map(Into::into);
    let folders = patient.project.directory.ancestors();
    search.node_modules = folders.map(|folder| folder.join("node_modules")).collect();
    let Err(error) = Binaries::find(&search) else { return Vec::new() };
    let install = format!("{} {}", patient.project.manager.add(), package_name());
    vec![Finding::warning(
        "postgres_not_found",
        format!(
            "`skate-env local` finds no PostgreSQL ({}), and NEON_API_KEY is not set.",
            error.code()
        ),
        format!("{install}, or set NEON_API_KEY."),
    )]
}
