//! A server that runs.

use super::Cluster;
use super::server_process::ServerProcess;
use crate::Result;

/// A cluster that answers on a loopback port. Dropping it stops the server.
#[derive(Debug)]
pub struct Server {
    // Before the cluster: its lock is released after the server has ended.
    pub(super) process: ServerProcess,
    pub(super) cluster: Cluster,
    pub(super) port: u16,
}

impl Server {
    /// The port on 127.0.0.1.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The id of the server's main process.
    #[must_use]
    pub fn process(&self) -> u32 {
        self.process.id
    }

    /// The cluster that is served.
    #[must_use]
    pub fn cluster(&self) -> &Cluster {
        &self.cluster
    }

    /// Whether the server has ended without [`Server::stop`].
    pub fn has_ended(&mut self) -> bool {
        self.process.has_ended()
    }

    /// Leaves the server running when this process ends, unlocks its folder, and returns the id of
    /// its main process. A later [`Cluster::start`] takes it over.
    #[must_use]
    pub fn leave_running(self) -> u32 {
        self.process.leave_running()
    }

    /// Closes all sessions, writes a checkpoint and returns when the server has ended.
    ///
    /// # Errors
    ///
    /// `stop_failed`.
    pub fn stop(self) -> Result<Cluster> {
        let Self { process, cluster, .. } = self;
        process.stop()?;
        Ok(cluster)
    }
}
