//! A lease keeps the server of a compute from being suspended.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::inner::{ComputeState, Inner, RunningServer};
use crate::postgres::Superuser;

/// While it exists, the idle timeout does not suspend the server. The server can still be stopped
/// on request, and may crash.
pub(crate) struct Lease {
    port: u16,
    #[cfg(test)]
    ended: tokio::sync::watch::Receiver<()>,
    compute: Arc<Inner>,
}

impl Lease {
    pub(super) fn new(compute: Arc<Inner>, running: &RunningServer) -> Self {
        compute.leases.fetch_add(1, Ordering::SeqCst);
        Self {
            port: running.server.port(),
            #[cfg(test)]
            ended: running.ended.subscribe(),
            compute,
        }
    }

    /// The server's port on 127.0.0.1, until it ends; the next start has another port.
    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// The login of the control plane itself.
    pub(crate) fn superuser(&self) -> Superuser {
        self.compute.superuser(self.port)
    }

    /// Returns when the server was stopped, or when its crash was noticed.
    #[cfg(test)]
    pub(crate) async fn ended(&self) {
        // Nothing is ever sent: this waits until the sender is dropped.
        while self.ended.clone().changed().await.is_ok() {}
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        // In this order: the idle task must not see the old activity without the lease.
        self.compute.usage.record_activity();
        self.compute.leases.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Inner {
    /// A lease on the server, if it runs.
    pub(super) fn lease(self: &Arc<Self>, state: &mut ComputeState) -> Option<Lease> {
        self.running(state).map(|running| Lease::new(self.clone(), running))
    }
}
