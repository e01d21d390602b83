//! A process of its own that ends the servers when we were killed and cannot.
//!
//! It waits on a pipe that the system closes at our end. On Windows there is none: servers that
//! outlive a killed control plane are stopped or taken over at its next start.

use std::fs::File;
use std::path::Path;

use crate::{Account, Error, Result};

#[cfg(unix)]
const SCRIPT: &str = include_str!("guardian.sh");

/// The guardian of one home. Dropping it ends what still runs there.
#[derive(Debug)]
pub(crate) struct Guardian {
    #[cfg(unix)]
    child: std::process::Child,
}

#[cfg(unix)]
impl Guardian {
    /// It holds the servers' lock too: no successor starts a server while it ends ours.
    pub(crate) fn start(account: &Account, clusters: &Path, lock: &File) -> Result<Self> {
        use std::process::Stdio;
        let lock = lock.try_clone().map_err(Error::io("hand on", clusters))?;
        let mut command = command(account, clusters);
        command.stdin(Stdio::piped()).stdout(lock);
        // Ctrl-C in a terminal is for us.
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let child = command.spawn().map_err(Error::io("run", Path::new("/bin/sh")))?;
        Ok(Self { child })
    }

    /// Tells it that nothing is left to do.
    pub(crate) fn dismiss(&mut self) {
        use std::io::Write;
        if let Some(pipe) = &mut self.child.stdin {
            // Without an answer it looks for itself.
            let _ = pipe.write_all(b"\n");
        }
    }
}

#[cfg(unix)]
impl Drop for Guardian {
    fn drop(&mut self) {
        // Closes the pipe first.
        let _ = self.child.wait();
    }
}

/// Does at once what a guardian does in the end.
#[cfg(unix)]
pub(crate) fn sweep(account: &Account, clusters: &Path) -> Result<()> {
    let mut command = command(account, clusters);
    command.stdin(std::process::Stdio::null()).stdout(std::process::Stdio::null());
    command.status().map(drop).map_err(Error::io("run", Path::new("/bin/sh")))
}

#[cfg(unix)]
fn command(account: &Account, clusters: &Path) -> std::process::Command {
    let mut command = account.command(Path::new("/bin/sh"));
    command.args(["-c", SCRIPT, "skate-env-guardian"]).arg(clusters);
    command.stderr(std::process::Stdio::null());
    command
}

#[cfg(not(unix))]
impl Guardian {
    pub(crate) fn start(_: &Account, _: &Path, _: &File) -> Result<Self> {
        Ok(Self {})
    }

    pub(crate) fn dismiss(&mut self) {}
}

#[cfg(not(unix))]
pub(crate) fn sweep(_: &Account, _: &Path) -> Result<()> {
    Ok(())
}
