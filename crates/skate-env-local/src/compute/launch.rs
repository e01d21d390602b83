//! Starting the server of a compute.

use std::path::PathBuf;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use skate_env_core::Code;
use tokio::sync::watch;

use super::inner::{ComputeState, Inner, RunningServer};
use super::spec::SharedError;
use super::{Lease, idle};
use crate::postgres::{blocking, free_internal_port};
use crate::{Account, Binaries, Cluster, ClusterOptions, Error, Result, Server};

/// How many further ports are tried if another program takes the port before the server does.
const MAX_PORTS: usize = 5;
/// How long the sessions of a crashed server may take to notice the crash.
const CRASHED_SESSIONS_TIMEOUT: Duration = Duration::from_secs(10);
const POLL_INTERVAL: Duration = Duration::from_millis(50);

impl Inner {
    pub(super) async fn start(
        self: &Arc<Self>,
        state: &mut ComputeState,
    ) -> std::result::Result<Lease, SharedError> {
        if state.shut_down {
            return Err(Arc::new(state.shut_down_error()));
        }
        let launch = Launch {
            binaries: self.spec.binaries.clone(),
            account: self.spec.account.clone(),
            folder: state.folder.clone(),
            options: self.spec.options.clone(),
        };
        let server = blocking(move || launch.run()).await.map_err(|error| {
            let error = Arc::new(error);
            self.start_errors.send_replace(Some(error.clone()));
            error
        })?;
        let running = RunningServer { server, ended: watch::Sender::new(()) };
        self.usage.record_start();
        tokio::spawn(idle::suspend_when_idle(
            Arc::downgrade(self),
            running.ended.subscribe(),
            self.suspend_after.subscribe(),
        ));
        let lease = Lease::new(self.clone(), &running);
        state.server = Some(running);
        Ok(lease)
    }
}

struct Launch {
    binaries: Binaries,
    account: Account,
    folder: PathBuf,
    options: ClusterOptions,
}

impl Launch {
    fn run(&self) -> Result<Server> {
        let deadline = Instant::now() + CRASHED_SESSIONS_TIMEOUT;
        let mut ports = 0;
        loop {
            match self.attempt() {
                Err(error) if error.code() == Code::PortTaken && ports < MAX_PORTS => ports += 1,
                Err(error) if has_crashed_sessions(&error) && Instant::now() < deadline => {
                    thread::sleep(POLL_INTERVAL);
                }
                outcome => return outcome,
            }
        }
    }

    fn attempt(&self) -> Result<Server> {
        // `prepare` would create an empty database in place of data that is missing.
        let version = self.folder.join("data").join("PG_VERSION");
        std::fs::metadata(&version).map_err(Error::io("open", &version))?;
        let (binaries, account) = (self.binaries.clone(), self.account.clone());
        let cluster = Cluster::prepare(binaries, account, &self.folder, &self.options)?;
        cluster.start(free_internal_port()?)
    }
}

/// Sessions of a server that crashed still use its shared memory.
fn has_crashed_sessions(error: &Error) -> bool {
    error.code() == Code::StartFailed && error.to_string().contains("shared memory block")
}
