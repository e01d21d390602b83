//! From a cluster that sleeps to a server that runs.

use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant};

use skate_env_core::Code;

use crate::postgres::port::draw_inner_port;
use crate::{Account, Binaries, Cluster, Error, Result, Server, Setup};

/// Draws of a port that may be taken before the server takes it.
const DRAWS: usize = 5;
/// How long the sessions of a server that crashed may take to notice.
const REMNANTS: Duration = Duration::from_secs(10);
const PAUSE: Duration = Duration::from_millis(50);

pub(super) struct Launch {
    pub(super) binaries: Binaries,
    pub(super) account: Account,
    pub(super) folder: PathBuf,
    pub(super) setup: Setup,
}

impl Launch {
    pub(super) fn run(&self) -> Result<Server> {
        let deadline = Instant::now() + REMNANTS;
        let mut draws = 0;
        loop {
            match self.attempt() {
                Err(error) if error.code() == Code::PortTaken && draws < DRAWS => draws += 1,
                Err(error) if is_remnant(&error) && Instant::now() < deadline => {
                    thread::sleep(PAUSE);
                }
                outcome => return outcome,
            }
        }
    }

    fn attempt(&self) -> Result<Server> {
        // Where the data is missing, an empty database must not take its place.
        let version = self.folder.join("data").join("PG_VERSION");
        std::fs::metadata(&version).map_err(Error::io("open", &version))?;
        let (binaries, account) = (self.binaries.clone(), self.account.clone());
        Cluster::prepare(binaries, account, &self.folder, &self.setup)?.start(draw_inner_port()?)
    }
}

/// Sessions of a server that crashed still use its shared memory.
fn is_remnant(error: &Error) -> bool {
    error.code() == Code::StartFailed && error.to_string().contains("shared memory block")
}
