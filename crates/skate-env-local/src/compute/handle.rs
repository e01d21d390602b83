//! The operations on a compute: wake, suspend, restart, replace, shut down.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::inner::Inner;
use super::spec::{ComputeSpec, SharedError};
use super::{Lease, Usage};
use crate::postgres::join;

/// The sessions of a killed server may end before the system reports that the server has.
const CRASH_DELAY: Duration = Duration::from_secs(1);

/// One branch's server. Clones are handles to the same server.
#[derive(Clone)]
pub(crate) struct Compute(Arc<Inner>);

impl Compute {
    /// A compute that is suspended.
    pub(crate) fn new(spec: ComputeSpec) -> Self {
        Self(Arc::new(Inner::new(spec)))
    }

    /// Starts the server unless it runs. One start serves all concurrent callers, and all of them
    /// get its error.
    pub(crate) async fn wake(&self) -> Result<Lease, SharedError> {
        let errors = self.0.start_errors.subscribe();
        let mut state = self.0.state.clone().lock_owned().await;
        if let Some(lease) = self.0.lease(&mut state) {
            return Ok(lease);
        }
        let error = errors.borrow().clone().filter(|_| errors.has_changed().unwrap_or(false));
        if let Some(error) = error {
            return Err(error);
        }
        let inner = self.0.clone();
        join(tokio::spawn(async move { inner.start(&mut state).await })).await
    }

    /// A lease if the server runs; a suspended one stays suspended.
    pub(crate) async fn lease_if_running(&self) -> Option<Lease> {
        let mut state = self.0.state.clone().lock_owned().await;
        self.0.lease(&mut state)
    }

    /// Stops the server, even if it is in use.
    pub(crate) async fn suspend(&self) -> Result<(), SharedError> {
        let (inner, mut state) = (self.0.clone(), self.0.state.clone().lock_owned().await);
        join(tokio::spawn(async move { inner.stop(&mut state).await })).await
    }

    /// Stops the server if it runs, and starts it.
    pub(crate) async fn restart(&self) -> Result<(), SharedError> {
        let (inner, mut state) = (self.0.clone(), self.0.state.clone().lock_owned().await);
        join(tokio::spawn(async move {
            inner.stop(&mut state).await?;
            inner.start(&mut state).await.map(drop)
        }))
        .await
    }

    /// Stops the server; the next start serves the cluster in this folder.
    pub(crate) async fn replace(&self, folder: PathBuf) -> Result<(), SharedError> {
        let (inner, mut state) = (self.0.clone(), self.0.state.clone().lock_owned().await);
        join(tokio::spawn(async move {
            inner.stop(&mut state).await?;
            state.folder = folder;
            Ok(())
        }))
        .await
    }

    /// Stops the server for good: later calls of `wake` fail.
    pub(crate) async fn shut_down(&self) -> Result<(), SharedError> {
        let (inner, mut state) = (self.0.clone(), self.0.state.clone().lock_owned().await);
        join(tokio::spawn(async move {
            let stopped = inner.stop(&mut state).await;
            state.shut_down = true;
            stopped
        }))
        .await
    }

    /// Changes how long the server runs without a query, from now on.
    pub(crate) fn set_suspend_after(&self, limit: Option<Duration>) {
        self.0.suspend_after.send_replace(limit);
    }

    /// What the compute has used so far.
    pub(crate) fn usage(&self) -> Usage {
        self.0.usage.usage()
    }

    /// Adds bytes that were sent to a client.
    pub(crate) fn add_sent(&self, bytes: u64) {
        self.0.usage.add_sent(bytes);
    }

    /// Records that a client has disconnected, and notices if it did because the server crashed.
    pub(crate) async fn session_ended(&self) {
        self.0.usage.record_activity();
        tokio::time::sleep(CRASH_DELAY).await;
        let mut state = self.0.state.clone().lock_owned().await;
        self.0.running(&mut state);
    }
}
