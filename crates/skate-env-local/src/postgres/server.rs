//! A server that runs, and how it ends.

use std::fs::File;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use super::cluster::stdin;
use super::process::{self, Owner};
use super::{Account, Cluster};
use crate::{Error, Result};

/// How often a server's state is looked at.
pub(crate) const PAUSE: Duration = Duration::from_millis(5);

/// A cluster that answers on a loopback port. Dropping it stops the server.
#[derive(Debug)]
pub struct Server {
    // Before the cluster: its lock is let go after the server has ended.
    pub(crate) running: Running,
    pub(crate) cluster: Cluster,
    pub(crate) port: u16,
}

impl Server {
    /// The port on 127.0.0.1.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The number of the server's main process.
    #[must_use]
    pub fn process(&self) -> u32 {
        self.running.process
    }

    /// The cluster that is served.
    #[must_use]
    pub fn cluster(&self) -> &Cluster {
        &self.cluster
    }

    /// Whether the server has ended by itself.
    pub fn has_ended(&mut self) -> bool {
        self.running.has_ended()
    }

    /// Ends sessions, writes everything down and returns when the server is gone.
    ///
    /// # Errors
    ///
    /// `stop_failed`.
    pub fn stop(self) -> Result<Cluster> {
        let Self { running, cluster, .. } = self;
        running.stop()?;
        Ok(cluster)
    }
}

/// A server's process: a child of ours, or one that was left behind.
#[derive(Debug)]
pub(crate) struct Running {
    pub(crate) process: u32,
    child: Option<Child>,
    account: Account,
    control: PathBuf,
    data: PathBuf,
    folder: PathBuf,
    stdin: Option<Arc<File>>,
}

impl Running {
    pub(crate) fn new(cluster: &Cluster, process: u32, child: Option<Child>) -> Self {
        Self {
            process,
            child,
            account: cluster.account.clone(),
            control: cluster.binaries.program("pg_ctl"),
            data: cluster.data(),
            folder: cluster.folder.clone(),
            stdin: cluster.stdin.clone(),
        }
    }

    pub(crate) fn has_ended(&mut self) -> bool {
        match &mut self.child {
            Some(child) => !matches!(child.try_wait(), Ok(None)),
            None => process::owner(self.process, &self.data) != Owner::Ours,
        }
    }

    pub(crate) fn stop(mut self) -> Result<()> {
        self.end()
    }

    /// Asks, then insists: `fast` ends sessions in order, `immediate` leaves it to recovery.
    fn end(&mut self) -> Result<()> {
        for (mode, patience) in
            [("fast", Duration::from_secs(30)), ("immediate", Duration::from_secs(10))]
        {
            if self.has_ended() {
                return Ok(());
            }
            let asked = self.ask(mode).status().is_ok_and(|status| status.success());
            if asked && self.ends_within(patience) {
                return Ok(());
            }
        }
        if let Some(child) = &mut self.child {
            let _ = child.kill();
            let _ = child.wait();
        }
        if self.has_ended() {
            Ok(())
        } else {
            Err(Error::stop_failed(&self.folder, &format!("process {}", self.process)))
        }
    }

    /// Without `pg_ctl --wait`: it takes a child that ended, but was not collected, for alive.
    fn ends_within(&mut self, patience: Duration) -> bool {
        let deadline = Instant::now() + patience;
        while !self.has_ended() {
            if Instant::now() > deadline {
                return false;
            }
            thread::sleep(PAUSE);
        }
        true
    }

    fn ask(&self, mode: &str) -> Command {
        let mut command = self.account.command(&self.control);
        command.arg("stop").arg("--pgdata").arg(&self.data).args(["--no-wait", "--mode", mode]);
        // Without the handle the stop still counts: it is short, and it is needed.
        command.stdin(stdin(self.stdin.as_deref()).unwrap_or_else(|_| Stdio::null()));
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // A drop cannot answer; whoever wants to know calls `stop`.
        let _ = self.end();
    }
}
