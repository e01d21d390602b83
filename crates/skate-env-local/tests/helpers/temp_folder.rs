//! Folders for clusters and for `initdb` templates: in memory where there is room, because a cluster
//! is a thousand files, which a disk takes long to create.

use std::path::{Path, PathBuf};

#[cfg(target_os = "linux")]
use rustix::fs::StatVfsMountFlags;
use tempfile::TempDir;

/// Tests run several control planes with several branches at a time.
#[cfg(target_os = "linux")]
const MIN_FREE_BYTES: u64 = 4 << 30;

/// A folder that the servers' user can enter.
pub(crate) fn temp_folder(prefix: &str) -> TempDir {
    let mut builder = tempfile::Builder::new();
    builder.prefix(prefix);
    let folder = match in_memory() {
        Some(memory) => builder.tempdir_in(memory),
        None => builder.tempdir(),
    };
    let folder = folder.unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o755)).unwrap();
    }
    folder
}

/// The templates of all test processes of this user. They remain for the next run.
pub(crate) fn template_folder() -> PathBuf {
    let parent = in_memory().map_or_else(std::env::temp_dir, Path::to_owned);
    #[cfg(unix)]
    let user = rustix::process::geteuid().as_raw();
    #[cfg(not(unix))]
    let user = 0;
    parent.join(format!("skate-env-test-templates-{user}"))
}

#[cfg(target_os = "linux")]
fn in_memory() -> Option<&'static Path> {
    let memory = Path::new("/dev/shm");
    let status = rustix::fs::statvfs(memory).ok()?;
    // Some tests run a program that they write into their folder.
    let may_run = !status.f_flag.contains(StatVfsMountFlags::NOEXEC);
    (may_run && status.f_bavail * status.f_frsize >= MIN_FREE_BYTES).then_some(memory)
}

#[cfg(not(target_os = "linux"))]
fn in_memory() -> Option<&'static Path> {
    None
}
