//! verdaccio: an npm registry on this machine, in which a release is rehearsed.

use std::fs;
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use anyhow::Result;
use tempfile::TempDir;

use super::registry::Registry;
use crate::children::{Group, wait_for};
use crate::run::{node, npm, read};
use crate::{http, tools, workspace};

const TIMEOUT: Duration = Duration::from_secs(60);

/// Empty at first, and gone when this is dropped.
pub(super) struct Verdaccio {
    _server: Group,
    folder: TempDir,
    pub(super) url: String,
}

impl Verdaccio {
    /// Our packages come from here alone, all others from the registry that npm is set to.
    pub(super) fn start() -> Result<Self> {
        let installed = workspace::root().join("xtask/verdaccio");
        tools::npm_ci(&installed, "")?;
        let folder = tempfile::tempdir()?;
        let registry = read(&mut npm(workspace::root(), ["config", "get", "registry"]))?;
        let config = folder.path().join("config.yaml");
        fs::write(&config, configuration(registry.trim()))?;
        let port = http::free_port()?;
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        // It needs a Node.js that is newer than the oldest that we support.
        let mut command =
            node(folder.path(), [installed.join("node_modules/verdaccio/bin/verdaccio")]);
        command.arg("--config").arg(&config).args(["--listen", &address.to_string()]);
        let mut newer = std::process::Command::new(tools::newer_node()?);
        newer.args(command.get_args()).current_dir(folder.path());
        let server = Group::spawn(newer.stdin(Stdio::null()).stdout(Stdio::null()))?;
        wait_for("verdaccio", TIMEOUT, || Ok(TcpStream::connect(address).ok()))?;
        let account = format!("//{address}/:_authToken=rehearsal\n");
        fs::write(folder.path().join("npmrc"), account)?;
        Ok(Self { _server: server, folder, url: format!("http://{address}/") })
    }

    pub(super) fn account(&self) -> PathBuf {
        self.folder.path().join("npmrc")
    }

    pub(super) fn registry(&self) -> Registry {
        Registry::new(Some(self.url.clone()), Some(self.account()))
    }
}

fn configuration(registry: &str) -> String {
    let own = "{ access: $all, publish: $all, unpublish: $all }";
    format!(
        "storage: ./storage\n\
         auth: {{ htpasswd: {{ file: ./htpasswd, max_users: -1 }} }}\n\
         web: {{ enable: false }}\n\
         max_body_size: 200mb\n\
         uplinks: {{ npm: {{ url: '{registry}' }} }}\n\
         packages:\n  skate-env: {own}\n  '@skate-env/*': {own}\n  '**': {{ access: $all, proxy: npm }}\n\
         log: {{ type: stdout, format: pretty, level: error }}\n"
    )
}
