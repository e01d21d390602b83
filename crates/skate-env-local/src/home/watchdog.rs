//! A separate process that ends the servers when the control plane was killed and cannot.
//!
//! It waits on a pipe whose other end the system closes when the control plane ends. Windows has no
//! watchdog: the next start of a killed control plane stops its servers or takes them over.

use std::fs::File;
use std::path::Path;

#[cfg(unix)]
use crate::Error;
use crate::{Account, Result};

#[cfg(unix)]
const SCRIPT: &str = include_str!("watchdog.sh");

/// The watchdog of one home. Dropping it ends the servers that still run there.
#[derive(Debug)]
pub(crate) struct Watchdog {
    #[cfg(unix)]
    child: std::process::Child,
}

#[cfg(unix)]
impl Watchdog {
    /// The watchdog holds the servers' lock too: no later control plane starts a server while this
    /// one's are being ended.
    pub(crate) fn start(account: &Account, clusters: &Path, lock: &File) -> Result<Self> {
        use std::process::Stdio;
        let lock = lock.try_clone().map_err(Error::io("duplicate the lock of", clusters))?;
        let mut command = command(account, clusters);
        command.stdin(Stdio::piped()).stdout(lock);
        // Ctrl-C in a terminal is for the control plane.
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let child = command.spawn().map_err(Error::io("run", Path::new("/bin/sh")))?;
        Ok(Self { child })
    }

    /// Ends the watchdog: no server is left.
    pub(crate) fn stop(&mut self) {
        use std::io::Write;
        if let Some(pipe) = &mut self.child.stdin {
            // If this fails, the watchdog searches for servers and finds none.
            let _ = pipe.write_all(b"\n");
        }
    }
}

#[cfg(unix)]
impl Drop for Watchdog {
    fn drop(&mut self) {
        // `wait` closes the pipe first.
        let _ = self.child.wait();
    }
}

/// Ends the servers at once, as a watchdog does when its control plane has ended.
#[cfg(unix)]
pub(crate) fn end_servers(account: &Account, clusters: &Path) -> Result<()> {
    let mut command = command(account, clusters);
    command.stdin(std::process::Stdio::null()).stdout(std::process::Stdio::null());
    command.status().map(drop).map_err(Error::io("run", Path::new("/bin/sh")))
}

#[cfg(unix)]
fn command(account: &Account, clusters: &Path) -> std::process::Command {
    let mut command = account.command(Path::new("/bin/sh"));
    command.args(["-c", SCRIPT, "skate-env-watchdog"]).arg(clusters);
    command.stderr(std::process::Stdio::null());
    command
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, clippy::unused_self, reason = "the same calls everywhere")]
impl Watchdog {
    pub(crate) fn start(_: &Account, _: &Path, _: &File) -> Result<Self> {
        Ok(Self {})
    }

    pub(crate) fn stop(&mut self) {}
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "the same call everywhere")]
pub(crate) fn end_servers(_: &Account, _: &Path) -> Result<()> {
    Ok(())
}
