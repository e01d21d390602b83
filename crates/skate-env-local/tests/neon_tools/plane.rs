//! A control plane in a temporary folder.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use secrecy::{ExposeSecret, SecretString};
use skate_env_local::{ControlPlane, Durability, Options, Search};
use tempfile::TempDir;
use tokio::runtime::Runtime;

/// Stopped, and its folder removed, when dropped.
pub(super) struct Plane {
    running: Option<ControlPlane>,
    runtime: Runtime,
    folder: TempDir,
    api_host: String,
    api_key: SecretString,
    project_id: String,
}

impl Drop for Plane {
    fn drop(&mut self) {
        if let Some(plane) = self.running.take() {
            self.runtime.block_on(plane.shut_down());
        }
    }
}

impl Plane {
    pub(super) fn start(search: &Search) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("skate-env-neon-").tempdir()?;
        open_to_all(&folder)?;
        let runtime = Runtime::new()?;
        let mut options = Options::new(folder.path().join("home"), search.clone());
        options.durability = Durability::Relaxed;
        let plane = runtime.block_on(ControlPlane::start(options));
        let plane = plane.context("the control plane did not start")?;
        let (api_host, api_key) = (plane.api_host(), plane.api_key());
        let project_id = plane.project_id();
        Ok(Self { running: Some(plane), runtime, folder, api_host, api_key, project_id })
    }

    pub(super) fn block_on<Work: Future>(&self, work: Work) -> Work::Output {
        self.runtime.block_on(work)
    }

    /// Who signed the servers' certificates.
    pub(super) fn authority(&self) -> PathBuf {
        self.folder.path().join("home/tls/authority.pem")
    }

    /// What Neon's tools read.
    pub(super) fn variables(&self) -> [(&'static str, &str); 3] {
        [
            ("NEON_API_HOST", self.api_host()),
            ("NEON_API_KEY", self.api_key().expose_secret()),
            ("NEON_PROJECT_ID", self.project_id()),
        ]
    }

    pub(super) fn api_host(&self) -> &str {
        &self.api_host
    }

    pub(super) fn api_key(&self) -> &SecretString {
        &self.api_key
    }

    pub(super) fn project_id(&self) -> &str {
        &self.project_id
    }
}

/// As root, servers run as somebody else, who has to get there.
#[cfg(unix)]
fn open_to_all(folder: &TempDir) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    Ok(fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755))?)
}

#[cfg(not(unix))]
fn open_to_all(_: &TempDir) -> Result<()> {
    Ok(())
}
