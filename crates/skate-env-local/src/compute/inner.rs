//! The state of a compute, and its two changes. Every change holds the one lock to its end.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::time::Duration;

use skate_env_core::Code;
use tokio::sync::{Mutex, watch};
use tokio::time::timeout;

use super::counters::Ledger;
use super::launch::Launch;
use super::server::{Failure, Spec};
use super::{Lease, idle};
use crate::postgres::{Superuser, blocking};
use crate::{Error, Server};

/// How long the owner may look around in a server that is about to stop.
const FAREWELL: Duration = Duration::from_secs(2);

pub(super) struct Inner {
    pub(super) held: Arc<Mutex<Held>>,
    /// The failure of the last start. Who saw it change while waiting need not try again.
    pub(super) failures: watch::Sender<Option<Failure>>,
    pub(super) suspend_after: watch::Sender<Option<Duration>>,
    pub(super) leases: AtomicUsize,
    pub(super) ledger: Ledger,
    spec: Spec,
}

/// What the lock guards.
pub(super) struct Held {
    pub(super) folder: PathBuf,
    pub(super) awake: Option<Awake>,
    pub(super) shut_down: bool,
}

pub(super) struct Awake {
    pub(super) server: Server,
    /// Closed when the server has ended: nothing is ever sent.
    pub(super) ended: watch::Sender<()>,
}

impl Held {
    pub(super) fn shut_down_error(&self) -> Error {
        let message = format!("the server in {} was shut down", self.folder.display());
        Error::new(Code::ShutDown, message, "Connect to a branch that exists.")
    }
}

impl Inner {
    pub(super) fn new(spec: Spec) -> Self {
        let held = Held { folder: spec.folder.clone(), awake: None, shut_down: false };
        Self {
            held: Arc::new(Mutex::new(held)),
            failures: watch::Sender::new(None),
            suspend_after: watch::Sender::new(spec.suspend_after),
            leases: AtomicUsize::new(0),
            ledger: Ledger::default(),
            spec,
        }
    }

    pub(super) fn superuser(&self, port: u16) -> Superuser {
        let setup = &self.spec.setup;
        Superuser { port, name: setup.superuser.clone(), password: setup.password.clone() }
    }

    /// The server if it runs; one that crashed is noted as asleep.
    pub(super) fn running<'a>(&self, held: &'a mut Held) -> Option<&'a Awake> {
        if held.awake.as_mut().is_some_and(|awake| awake.server.has_ended()) {
            held.awake = None;
            self.ledger.asleep();
        }
        held.awake.as_ref()
    }

    pub(super) fn lease(self: &Arc<Self>, held: &mut Held) -> Option<Lease> {
        self.running(held).map(|awake| Lease::new(self.clone(), awake))
    }

    pub(super) async fn start(self: &Arc<Self>, held: &mut Held) -> Result<Lease, Failure> {
        if held.shut_down {
            return Err(Arc::new(held.shut_down_error()));
        }
        let launch = Launch {
            binaries: self.spec.binaries.clone(),
            account: self.spec.account.clone(),
            folder: held.folder.clone(),
            setup: self.spec.setup.clone(),
        };
        let server = blocking(move || launch.run()).await.map_err(|error| {
            let failure = Arc::new(error);
            self.failures.send_replace(Some(failure.clone()));
            failure
        })?;
        let awake = Awake { server, ended: watch::Sender::new(()) };
        self.ledger.awake();
        tokio::spawn(idle::watch(
            Arc::downgrade(self),
            awake.ended.subscribe(),
            self.suspend_after.subscribe(),
        ));
        let lease = Lease::new(self.clone(), &awake);
        held.awake = Some(awake);
        Ok(lease)
    }

    pub(super) async fn stop(&self, held: &mut Held) -> Result<(), Failure> {
        self.running(held);
        let Some(Awake { server, ended }) = held.awake.take() else { return Ok(()) };
        if let Some(before_stop) = &self.spec.before_stop {
            // It may fail to finish, but not keep the server from stopping.
            let _ = timeout(FAREWELL, before_stop(self.superuser(server.port()))).await;
        }
        let stopped = blocking(move || server.stop().map(drop)).await;
        drop(ended);
        self.ledger.asleep();
        stopped.map_err(Arc::new)
    }
}
