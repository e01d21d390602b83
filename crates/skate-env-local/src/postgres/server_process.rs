//! The process of a server: whether it runs, and how it is stopped.

use std::fs::File;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use super::child::{POLL_INTERVAL, stdin};
use super::pid_owner::{PidOwner, pid_owner};
use super::{Account, Cluster};
use crate::{Error, Result};

/// The process of a server: our own child, or one that a killed process left running. Dropping it
/// stops the server.
#[derive(Debug)]
pub(super) struct ServerProcess {
    pub(super) id: u32,
    child: Option<Child>,
    account: Account,
    pg_ctl: PathBuf,
    data: PathBuf,
    folder: PathBuf,
    stdin: Option<Arc<File>>,
}

impl ServerProcess {
    pub(super) fn new(cluster: &Cluster, id: u32, child: Option<Child>) -> Self {
        Self {
            id,
            child,
            account: cluster.account.clone(),
            pg_ctl: cluster.binaries.program("pg_ctl"),
            data: cluster.data(),
            folder: cluster.folder.clone(),
            stdin: cluster.stdin.clone(),
        }
    }

    pub(super) fn has_ended(&mut self) -> bool {
        match &mut self.child {
            Some(child) => !matches!(child.try_wait(), Ok(None)),
            None => pid_owner(self.id, &self.data) != PidOwner::Ours,
        }
    }

    pub(super) fn stop(mut self) -> Result<()> {
        self.end()
    }

    /// Stops the server with more and more force: `fast` closes the sessions and writes a
    /// checkpoint, `immediate` leaves that to the next recovery.
    fn end(&mut self) -> Result<()> {
        for (mode, timeout) in
            [("fast", Duration::from_secs(30)), ("immediate", Duration::from_secs(10))]
        {
            if self.has_ended() {
                return Ok(());
            }
            let signalled = self.pg_ctl_stop(mode).status().is_ok_and(|status| status.success());
            if signalled && self.ends_within(timeout) {
                return Ok(());
            }
        }
        if let Some(child) = &mut self.child {
            let _ = child.kill();
            let _ = child.wait();
        }
        if self.has_ended() {
            return Ok(());
        }
        Err(Error::stop_failed(&self.folder, &format!("process {}", self.id)))
    }

    /// Waits here and not by `pg_ctl --wait`, which takes a child that ended and was not yet
    /// reaped for a running one.
    fn ends_within(&mut self, timeout: Duration) -> bool {
        let deadline = Instant::now() + timeout;
        while !self.has_ended() {
            if Instant::now() > deadline {
                return false;
            }
            thread::sleep(POLL_INTERVAL);
        }
        true
    }

    fn pg_ctl_stop(&self, mode: &str) -> Command {
        let mut command = self.account.command(&self.pg_ctl);
        command.arg("stop").arg("--pgdata").arg(&self.data).args(["--no-wait", "--mode", mode]);
        // The program is short-lived: without the locked file it is still right to stop.
        command.stdin(stdin(self.stdin.as_deref()).unwrap_or_else(|_| Stdio::null()));
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command
    }
}

impl Drop for ServerProcess {
    fn drop(&mut self) {
        // A drop cannot return an error; `stop` does.
        let _ = self.end();
    }
}
