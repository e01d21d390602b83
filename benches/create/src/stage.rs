//! A project and a control plane for the benchmark.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use skate_env_local::{ControlPlane, Options, Search};
use tempfile::TempDir;
use tokio::process::Command;

use super::Result;
use super::parent::Parent;

const KEY: &str = "key-of-the-bench";

pub(crate) struct Stage {
    command: PathBuf,
    plane: ControlPlane,
    project: TempDir,
    home: TempDir,
}

impl Stage {
    pub(crate) async fn set(command: &Path, postgres: &Path, parent: &Path) -> Result<Self> {
        let home = folder(parent)?;
        let search = Search::only(postgres.to_owned());
        let mut options = Options::new(home.path().join("home"), search);
        options.api_key = Some(KEY.into());
        let plane = ControlPlane::start(options).await?;
        Ok(Self { command: command.to_owned(), plane, project: folder(parent)?, home })
    }

    /// The branch `staging`, which must exist.
    pub(crate) fn parent(&self, programs: &Path) -> Result<Parent> {
        Parent::find(programs, &self.home.path().join("home"))
    }

    pub(crate) fn api_host(&self) -> String {
        self.plane.api_host()
    }

    /// Runs the command, and fails if it fails.
    pub(crate) async fn run(&self, api_host: &str, words: &[&str]) -> Result<()> {
        let mut command = Command::new(&self.command);
        command.args(words).current_dir(self.project.path()).env_clear().envs([
            ("NEON_API_HOST", api_host),
            ("NEON_API_KEY", KEY),
            ("NEON_PROJECT_ID", &self.plane.project_id()),
            ("PATH", "/usr/local/bin:/usr/bin:/bin"),
            ("USER", "bench"),
        ]);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let status = command.status().await?;
        if status.success() { Ok(()) } else { Err(format!("{words:?} ended with {status}").into()) }
    }

    pub(crate) async fn strike(self) {
        self.plane.shut_down().await;
    }
}

/// Started by root, servers run as another user, who needs access.
fn folder(parent: &Path) -> Result<TempDir> {
    let folder = tempfile::Builder::new().prefix("skate-env-bench-").tempdir_in(parent)?;
    #[cfg(unix)]
    fs::set_permissions(folder.path(), std::os::unix::fs::PermissionsExt::from_mode(0o755))?;
    Ok(folder)
}
