//! What can be done with a compute.

use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use super::inner::Inner;
use super::{Counters, Lease};
use crate::postgres::{Superuser, finished};
use crate::{Account, Binaries, Error, Setup};

/// An error that everybody who waited for the same server gets.
pub(crate) type Failure = Arc<Error>;

/// The sessions of a server that was killed may end before the system says that it has.
const LAST_BREATH: Duration = Duration::from_secs(1);

/// Called just before a server is stopped, while it still answers. It has two seconds, and must
/// not ask the same compute for anything: it would wait for itself.
pub(crate) type BeforeStop =
    Box<dyn Fn(Superuser) -> Pin<Box<dyn Future<Output = ()> + Send>> + Send + Sync>;

/// How a compute is to be. The cluster must have been made: a compute only ever opens it.
pub(crate) struct Spec {
    pub(crate) binaries: Binaries,
    pub(crate) account: Account,
    /// The cluster's folder.
    pub(crate) folder: PathBuf,
    pub(crate) setup: Setup,
    /// How long it stays awake without a query; for ever if `None`.
    pub(crate) suspend_after: Option<Duration>,
    pub(crate) before_stop: Option<BeforeStop>,
}

/// One branch's server. Clones are the same server.
#[derive(Clone)]
pub(crate) struct Compute(Arc<Inner>);

impl Compute {
    /// A compute that is asleep.
    pub(crate) fn new(spec: Spec) -> Self {
        Self(Arc::new(Inner::new(spec)))
    }

    /// Starts the server unless it runs. However many call at once, one start serves them all,
    /// and a failure is everybody's.
    pub(crate) async fn wake(&self) -> Result<Lease, Failure> {
        let failures = self.0.failures.subscribe();
        let mut held = self.0.held.clone().lock_owned().await;
        if let Some(lease) = self.0.lease(&mut held) {
            return Ok(lease);
        }
        let failure = failures.borrow().clone().filter(|_| failures.has_changed().unwrap_or(false));
        if let Some(failure) = failure {
            return Err(failure);
        }
        let inner = self.0.clone();
        finished(tokio::spawn(async move { inner.start(&mut held).await })).await
    }

    /// A lease on a server that runs: nothing is woken.
    pub(crate) async fn awake(&self) -> Option<Lease> {
        let mut held = self.0.held.clone().lock_owned().await;
        self.0.lease(&mut held)
    }

    /// Stops the server, whoever uses it.
    pub(crate) async fn suspend(&self) -> Result<(), Failure> {
        let (inner, mut held) = (self.0.clone(), self.0.held.clone().lock_owned().await);
        finished(tokio::spawn(async move { inner.stop(&mut held).await })).await
    }

    /// Stops the server if it runs, and starts it.
    pub(crate) async fn restart(&self) -> Result<(), Failure> {
        let (inner, mut held) = (self.0.clone(), self.0.held.clone().lock_owned().await);
        finished(tokio::spawn(async move {
            inner.stop(&mut held).await?;
            inner.start(&mut held).await.map(drop)
        }))
        .await
    }

    /// Stops the server; the next one serves another cluster.
    pub(crate) async fn replace(&self, folder: PathBuf) -> Result<(), Failure> {
        let (inner, mut held) = (self.0.clone(), self.0.held.clone().lock_owned().await);
        finished(tokio::spawn(async move {
            inner.stop(&mut held).await?;
            held.folder = folder;
            Ok(())
        }))
        .await
    }

    /// Stops the server for good: nothing wakes it again.
    pub(crate) async fn shut_down(&self) -> Result<(), Failure> {
        let (inner, mut held) = (self.0.clone(), self.0.held.clone().lock_owned().await);
        finished(tokio::spawn(async move {
            let stopped = inner.stop(&mut held).await;
            held.shut_down = true;
            stopped
        }))
        .await
    }

    /// Changes how long it stays awake without a query, from now on.
    pub(crate) fn set_suspend_after(&self, limit: Option<Duration>) {
        self.0.suspend_after.send_replace(limit);
    }

    /// What it has done so far.
    pub(crate) fn counters(&self) -> Counters {
        self.0.ledger.counters()
    }

    /// Notes bytes that went to a client.
    pub(crate) fn sent(&self, bytes: u64) {
        self.0.ledger.sent(bytes);
    }

    /// Notes that a client has left, and whether that is because the server has.
    pub(crate) async fn session_ended(&self) {
        self.0.ledger.touch();
        tokio::time::sleep(LAST_BREATH).await;
        let mut held = self.0.held.clone().lock_owned().await;
        self.0.running(&mut held);
    }
}
