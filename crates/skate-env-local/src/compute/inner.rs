//! The state of a compute. Every change of it holds its one lock until the change is complete.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::time::Duration;

use skate_env_core::Code;
use tokio::sync::{Mutex, watch};
use tokio::time::timeout;

use super::spec::{ComputeSpec, SharedError};
use super::usage::UsageTracker;
use crate::postgres::{Superuser, blocking};
use crate::{Error, Server};

/// How long the stop hook may take.
const HOOK_TIMEOUT: Duration = Duration::from_secs(2);

pub(super) struct Inner {
    pub(super) state: Arc<Mutex<ComputeState>>,
    /// The error of the last start. A caller that saw it change while it waited does not try again.
    pub(super) start_errors: watch::Sender<Option<SharedError>>,
    pub(super) suspend_after: watch::Sender<Option<Duration>>,
    pub(super) leases: AtomicUsize,
    pub(super) usage: UsageTracker,
    pub(super) spec: ComputeSpec,
}

/// What the lock guards.
pub(super) struct ComputeState {
    pub(super) folder: PathBuf,
    pub(super) server: Option<RunningServer>,
    pub(super) shut_down: bool,
}

pub(super) struct RunningServer {
    pub(super) server: Server,
    /// Closed when the server has ended; nothing is ever sent.
    pub(super) ended: watch::Sender<()>,
}

impl ComputeState {
    pub(super) fn shut_down_error(&self) -> Error {
        let message = format!("the server in {} was shut down", self.folder.display());
        Error::new(Code::ShutDown, message, "Connect to a branch that exists.")
    }
}

impl Inner {
    pub(super) fn new(spec: ComputeSpec) -> Self {
        let state = ComputeState { folder: spec.folder.clone(), server: None, shut_down: false };
        Self {
            state: Arc::new(Mutex::new(state)),
            start_errors: watch::Sender::new(None),
            suspend_after: watch::Sender::new(spec.suspend_after),
            leases: AtomicUsize::new(0),
            usage: UsageTracker::default(),
            spec,
        }
    }

    pub(super) fn superuser(&self, port: u16) -> Superuser {
        let options = &self.spec.options;
        Superuser { port, name: options.superuser.clone(), password: options.password.clone() }
    }

    /// The server if it runs; a server that crashed is recorded as stopped.
    pub(super) fn running<'a>(&self, state: &'a mut ComputeState) -> Option<&'a RunningServer> {
        if state.server.as_mut().is_some_and(|running| running.server.has_ended()) {
            state.server = None;
            self.usage.record_stop();
        }
        state.server.as_ref()
    }

    pub(super) async fn stop(&self, state: &mut ComputeState) -> Result<(), SharedError> {
        self.running(state);
        let Some(RunningServer { server, ended }) = state.server.take() else { return Ok(()) };
        if let Some(before_stop) = &self.spec.before_stop {
            // A slow hook does not keep the server from stopping.
            let _ = timeout(HOOK_TIMEOUT, before_stop(self.superuser(server.port()))).await;
        }
        let stopped = blocking(move || server.stop().map(drop)).await;
        drop(ended);
        self.usage.record_stop();
        stopped.map_err(Arc::new)
    }
}
