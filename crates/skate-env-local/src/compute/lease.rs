//! The promise that a server stays awake.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::inner::{Awake, Inner};
use crate::postgres::Superuser;

/// While it lives, its server is not suspended for idleness; it can be stopped on request, and
/// may crash.
pub(crate) struct Lease {
    port: u16,
    #[cfg(test)]
    ended: tokio::sync::watch::Receiver<()>,
    compute: Arc<Inner>,
}

impl Lease {
    pub(super) fn new(compute: Arc<Inner>, awake: &Awake) -> Self {
        compute.leases.fetch_add(1, Ordering::SeqCst);
        Self {
            port: awake.server.port(),
            #[cfg(test)]
            ended: awake.ended.subscribe(),
            compute,
        }
    }

    /// Where the server listens on 127.0.0.1: until it ends, and never again.
    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// The way in for ourselves.
    pub(crate) fn superuser(&self) -> Superuser {
        self.compute.superuser(self.port)
    }

    /// Returns when the server was stopped, or its crash was noticed.
    #[cfg(test)]
    pub(crate) async fn ended(&self) {
        // Nothing is ever sent: this waits for the other side to go.
        while self.ended.clone().changed().await.is_ok() {}
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        // In this order: the idle watch must not see the old time without the lease.
        self.compute.ledger.touch();
        self.compute.leases.fetch_sub(1, Ordering::SeqCst);
    }
}
