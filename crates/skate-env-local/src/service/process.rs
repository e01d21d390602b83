//! Finding and stopping the process of a home.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use secrecy::SecretString;

use super::{ProcessInfo, info_file};
use crate::home::is_locked;
use crate::store::Store;
use crate::{Durability, Error, Result};

/// Long enough for many servers to write their checkpoints.
const STOP_TIMEOUT: Duration = Duration::from_secs(60);
const POLL_INTERVAL: Duration = Duration::from_millis(20);

/// A control plane that runs as a process of its own.
#[derive(Clone, Debug)]
pub struct ControlPlaneProcess {
    home: PathBuf,
    info: ProcessInfo,
    api_key: SecretString,
}

impl ControlPlaneProcess {
    /// Finds the process of this home, if it runs and is ready.
    ///
    /// # Errors
    ///
    /// `io`, `state_unreadable`.
    pub fn find(home: &Path) -> Result<Option<Self>> {
        // The lock decides: a killed process leaves its information file behind.
        if !is_locked(home)? {
            return Ok(None);
        }
        let Ok(text) = fs::read(info_file(home)) else { return Ok(None) };
        let Ok(info) = serde_json::from_slice::<ProcessInfo>(&text) else { return Ok(None) };
        let Some(store) = Store::open(&home.join("state.json"), Durability::Relaxed)? else {
            return Ok(None);
        };
        let api_key = store.read(|state| state.project.api_key.secret());
        Ok(Some(Self { home: home.to_owned(), info, api_key }))
    }

    /// The id of the process.
    #[must_use]
    pub fn process(&self) -> u32 {
        self.info.process
    }

    /// The value for `NEON_API_HOST`.
    #[must_use]
    pub fn api_host(&self) -> &str {
        &self.info.api_host
    }

    /// The value for `NEON_API_KEY`.
    #[must_use]
    pub fn api_key(&self) -> &SecretString {
        &self.api_key
    }

    /// The project's id.
    #[must_use]
    pub fn project_id(&self) -> &str {
        &self.info.project_id
    }

    /// Asks the process to end, and returns when it and its servers have ended.
    ///
    /// # Errors
    ///
    /// `stop_failed`.
    pub fn stop(self) -> Result<()> {
        let process = format!("process {}", self.info.process);
        let failed = || Error::stop_failed(&self.home, &process);
        terminate(self.info.process).map_err(|()| failed())?;
        let deadline = Instant::now() + STOP_TIMEOUT;
        while is_locked(&self.home)? {
            if Instant::now() > deadline {
                return Err(failed());
            }
            thread::sleep(POLL_INTERVAL);
        }
        Ok(())
    }
}

/// The id is that of the control plane: the process that wrote it still has the home locked.
#[cfg(unix)]
fn terminate(process: u32) -> std::result::Result<(), ()> {
    use rustix::process::{Pid, Signal, kill_process};
    let process = i32::try_from(process).ok().and_then(Pid::from_raw).ok_or(())?;
    kill_process(process, Signal::TERM).map_err(drop)
}

#[cfg(not(unix))]
fn terminate(process: u32) -> std::result::Result<(), ()> {
    let id = process.to_string();
    let ended = std::process::Command::new("taskkill").args(["/PID", &id, "/F"]).status();
    ended.map_err(drop).and_then(|status| status.success().then_some(()).ok_or(()))
}
