//! A small file system, for tests that fill it.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Mounted until it is dropped.
pub(crate) struct Disk(PathBuf);

impl Disk {
    /// Mounts one of this size over a folder. `None` where neither this user nor `sudo` may.
    pub(crate) fn mount(folder: &Path, size: &str) -> Option<Self> {
        let options = format!("size={size},mode=755");
        let words = ["mount", "-t", "tmpfs", "-o", &options, "none"];
        root(&words, folder).then(|| Self(folder.to_owned()))
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        root(&["umount", "--lazy"], &self.0);
    }
}

fn root(words: &[&str], folder: &Path) -> bool {
    let own = rustix::process::geteuid();
    let sudo: &[&str] = if own.is_root() { &[] } else { &["sudo", "--non-interactive"] };
    let mut all = sudo.iter().chain(words);
    let mut command = Command::new(all.next().unwrap());
    command.args(all).arg(folder).status().is_ok_and(|status| status.success())
}
