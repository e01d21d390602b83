//! Finding and stopping the process of a home.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use secrecy::SecretString;

use super::{Notice, notice};
use crate::home::is_taken;
use crate::store::Store;
use crate::{Durability, Error, Result};

/// Long enough for many servers to write everything down.
const PATIENCE: Duration = Duration::from_secs(60);
const PAUSE: Duration = Duration::from_millis(20);

/// A control plane that runs as a process.
#[derive(Clone, Debug)]
pub struct Running {
    home: PathBuf,
    notice: Notice,
    api_key: SecretString,
}

impl Running {
    /// The one of this home, if it runs and is ready.
    ///
    /// # Errors
    ///
    /// `io`, `state_unreadable`.
    pub fn find(home: &Path) -> Result<Option<Self>> {
        // The lock tells; the notice of a killed process stays behind.
        if !is_taken(home)? {
            return Ok(None);
        }
        let Ok(text) = fs::read(notice(home)) else { return Ok(None) };
        let Ok(found) = serde_json::from_slice::<Notice>(&text) else { return Ok(None) };
        let Some(store) = Store::open(&home.join("state.json"), Durability::Relaxed)? else {
            return Ok(None);
        };
        let api_key = store.read(|state| state.project.api_key.secret());
        Ok(Some(Self { home: home.to_owned(), notice: found, api_key }))
    }

    /// The number of its process.
    #[must_use]
    pub fn process(&self) -> u32 {
        self.notice.process
    }

    /// What `NEON_API_HOST` has to be.
    #[must_use]
    pub fn api_host(&self) -> &str {
        &self.notice.api_host
    }

    /// What `NEON_API_KEY` has to be.
    #[must_use]
    pub fn api_key(&self) -> &SecretString {
        &self.api_key
    }

    /// The project's id.
    #[must_use]
    pub fn project_id(&self) -> &str {
        &self.notice.project_id
    }

    /// Asks it to end, and returns when it and its servers are gone.
    ///
    /// # Errors
    ///
    /// `stop_failed`.
    pub fn stop(self) -> Result<()> {
        let process = format!("process {}", self.notice.process);
        let failed = || Error::stop_failed(&self.home, &process);
        end(self.notice.process).map_err(|()| failed())?;
        let deadline = Instant::now() + PATIENCE;
        while is_taken(&self.home)? {
            if Instant::now() > deadline {
                return Err(failed());
            }
            thread::sleep(PAUSE);
        }
        Ok(())
    }
}

/// The number is its own: the lock of the home is held by whoever wrote the notice.
#[cfg(unix)]
fn end(process: u32) -> std::result::Result<(), ()> {
    use rustix::process::{Pid, Signal, kill_process};
    let process = i32::try_from(process).ok().and_then(Pid::from_raw).ok_or(())?;
    kill_process(process, Signal::TERM).map_err(drop)
}

#[cfg(not(unix))]
fn end(process: u32) -> std::result::Result<(), ()> {
    let number = process.to_string();
    let ended = std::process::Command::new("taskkill").args(["/PID", &number, "/F"]).status();
    ended.map_err(drop).and_then(|status| status.success().then_some(()).ok_or(()))
}
