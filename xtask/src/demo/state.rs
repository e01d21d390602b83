//! Where the demo keeps its things from one run to the next.

use std::path::PathBuf;

use anyhow::Result;
use skate_env_local::Account;

use crate::{fingerprint, workspace};

pub(super) fn folder() -> PathBuf {
    workspace::target().join("demo")
}

/// The control plane's home: as root, where the servers' account can reach it.
pub(super) fn home() -> Result<PathBuf> {
    std::fs::create_dir_all(folder())?;
    let home = folder().join("home");
    if Account::for_servers()?.check_reach(&home.join("any")).is_ok() {
        return Ok(home);
    }
    let name = fingerprint::of_text(&workspace::root().to_string_lossy());
    Ok(std::env::temp_dir().join(format!("skate-env-demo-{name}")))
}
