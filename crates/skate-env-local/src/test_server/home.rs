//! The folder of the test server: in memory where there is room.

use std::path::{Path, PathBuf};

/// A server with a few pools of databases of 10 MB each.
#[cfg(target_os = "linux")]
const MIN_FREE_BYTES: u64 = 512 << 20;

/// The folder of a test server.
#[derive(Clone, Debug)]
pub struct TestServerHome {
    folder: PathBuf,
}

impl TestServerHome {
    /// This user's server of a major version, or the one in a folder that was named.
    #[must_use]
    pub fn of_user(named: Option<&Path>, major: u32) -> Self {
        let Some(named) = named else {
            let name = format!("skate-env-test-server-{}-{major}", user());
            // A server that runs on disk, since memory was short at its start, is used on.
            let folders = [in_memory(), Some(std::env::temp_dir())];
            let mut folders: Vec<_> =
                folders.into_iter().flatten().map(|parent| parent.join(&name)).collect();
            let used = folders.iter().position(|folder| folder.join("data").exists());
            return Self { folder: folders.swap_remove(used.unwrap_or(0)) };
        };
        Self { folder: named.join(major.to_string()) }
    }

    /// The folder itself.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }
}

fn user() -> u32 {
    #[cfg(unix)]
    return rustix::process::geteuid().as_raw();
    #[cfg(not(unix))]
    0
}

#[cfg(target_os = "linux")]
fn in_memory() -> Option<PathBuf> {
    let memory = Path::new("/dev/shm");
    let status = rustix::fs::statvfs(memory).ok()?;
    (status.f_bavail * status.f_frsize >= MIN_FREE_BYTES).then(|| memory.to_owned())
}

#[cfg(not(target_os = "linux"))]
fn in_memory() -> Option<PathBuf> {
    None
}
