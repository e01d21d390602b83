//! The process of a server: whether it runs, and how it is stopped.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use super::child::{POLL_INTERVAL, stdin};
use super::pid_file::PidFile;
use super::pid_owner::{PidOwner, pid_owner};
use super::{Account, Cluster};
use crate::{Error, Result};

const FAST_TIMEOUT: Duration = Duration::from_secs(30);
const IMMEDIATE_TIMEOUT: Duration = Duration::from_secs(10);

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
    /// Whether it runs on when this is dropped.
    is_left: bool,
}

/// The main process of the server that runs in a data folder and is ready.
pub(crate) fn running_process(data: &Path) -> Option<u32> {
    let file = PidFile::read(data).filter(|file| file.ready)?;
    (pid_owner(file.process, data) == PidOwner::Ours).then_some(file.process)
}

/// Stops a server that another process started: `fast`, then `immediate`. Returns whether it ended.
#[cfg(unix)]
pub(crate) fn stop_process(process: u32, data: &Path) -> bool {
    use rustix::process::{Pid, Signal, kill_process};

    let Some(pid) = i32::try_from(process).ok().and_then(Pid::from_raw) else { return false };
    let runs = || pid_owner(process, data) == PidOwner::Ours;
    for (signal, timeout) in [(Signal::INT, FAST_TIMEOUT), (Signal::QUIT, IMMEDIATE_TIMEOUT)] {
        let deadline = Instant::now() + timeout;
        let _ = kill_process(pid, signal);
        while runs() && Instant::now() < deadline {
            thread::sleep(POLL_INTERVAL);
        }
    }
    !runs()
}

#[cfg(not(unix))]
pub(crate) fn stop_process(process: u32, data: &Path) -> bool {
    let id = process.to_string();
    let _ = Command::new("taskkill").args(["/PID", &id, "/T", "/F"]).status();
    let deadline = Instant::now() + IMMEDIATE_TIMEOUT;
    let runs = || pid_owner(process, data) == PidOwner::Ours;
    while runs() && Instant::now() < deadline {
        thread::sleep(POLL_INTERVAL);
    }
    !runs()
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
            is_left: false,
        }
    }

    pub(super) fn leave_running(mut self) -> u32 {
        self.is_left = true;
        self.id
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
        for (mode, timeout) in [("fast", FAST_TIMEOUT), ("immediate", IMMEDIATE_TIMEOUT)] {
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
        if !self.is_left {
            // A drop cannot return an error; `stop` does.
            let _ = self.end();
        }
    }
}
