//! Starting the server of a cluster, and waiting until it is ready.

use std::fs::{self, File};
use std::thread;
use std::time::{Duration, Instant};

use skate_env_core::Code;

use super::child::{POLL_INTERVAL, disk_full, stdin, tail};
use super::pid_file::PidFile;
use super::pid_owner::{PidOwner, pid_owner};
use super::server::Server;
use super::server_process::ServerProcess;
use super::{Cluster, backup_recovery, port, settings};
use crate::{Error, Result};

/// Long enough for a recovery after a crash on a slow machine.
const TIMEOUT: Duration = Duration::from_secs(60);

impl Cluster {
    /// Starts the server on 127.0.0.1 and returns when it is ready. A server that a killed process
    /// left running is taken over if it has the same settings, and otherwise restarted.
    ///
    /// # Errors
    ///
    /// `port_taken`, `disk_full`, `folder_in_use`, or `start_failed` with the end of the log.
    pub fn start(self, port: u16) -> Result<Server> {
        let settings = settings::text(&self.name, port, self.durability, &self.settings);
        if let Some(process) = self.left_running()? {
            let same = fs::read_to_string(self.data().join(settings::FILE))
                .is_ok_and(|found| found == settings);
            let ready = PidFile::read(&self.data())
                .is_some_and(|file| file.ready && file.port == Some(port));
            if same && ready {
                return Ok(Server { process, cluster: self, port });
            }
            process.stop()?;
        }
        if !port::is_free(port) {
            return Err(Error::port_taken(port));
        }
        self.write_settings(&settings)?;
        let mut process = self.spawn()?;
        self.wait_until_ready(&mut process, port)?;
        Ok(Server { process, cluster: self, port })
    }

    /// The server that a killed process left running. This process has locked the folder: no other
    /// one uses that server.
    fn left_running(&self) -> Result<Option<ServerProcess>> {
        let Some(file) = PidFile::read(&self.data()) else { return Ok(None) };
        match pid_owner(file.process, &self.data()) {
            PidOwner::Nobody => Ok(None),
            PidOwner::Ours => Ok(Some(ServerProcess::new(self, file.process, None))),
            PidOwner::Unclear => Err(Error::folder_in_use(&self.folder)),
            PidOwner::Other => {
                // PostgreSQL would take that process for its own server and refuse to start.
                let path = self.data().join("postmaster.pid");
                fs::remove_file(&path).map_err(Error::io("remove", &path))?;
                Ok(None)
            }
        }
    }

    fn write_settings(&self, text: &str) -> Result<()> {
        let path = self.data().join(settings::FILE);
        let draft = path.with_extension("draft");
        fs::write(&draft, text).map_err(Error::io("write", &draft))?;
        self.account.own(&draft)?;
        fs::rename(&draft, &path).map_err(Error::io("write", &path))
    }

    fn spawn(&self) -> Result<ServerProcess> {
        let log = File::create(self.log()).map_err(Error::io("write", &self.log()))?;
        let errors = log.try_clone().map_err(Error::io("write", &self.log()))?;
        let postgres = self.binaries.program("postgres");
        let mut command = self.account.command(&postgres);
        // Before the folder: `pid_owner` recognises a server by the end of its command line.
        command.args(backup_recovery::resume(&self.data(), &self.account)?);
        command.arg("-D").arg(self.data()).stdout(log).stderr(errors);
        command.stdin(stdin(self.stdin.as_deref())?);
        // Ctrl-C in a terminal is for this process: the server is stopped after those who use it.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let child = command.spawn().map_err(Error::io("run", &postgres))?;
        Ok(ServerProcess::new(self, child.id(), Some(child)))
    }

    fn wait_until_ready(&self, process: &mut ServerProcess, port: u16) -> Result<()> {
        let deadline = Instant::now() + TIMEOUT;
        loop {
            let ready = PidFile::read(&self.data())
                .is_some_and(|file| file.ready && file.process == process.id);
            if ready {
                return backup_recovery::finish(&self.data());
            }
            if process.has_ended() || Instant::now() > deadline {
                return Err(self.start_error(port));
            }
            thread::sleep(POLL_INTERVAL);
        }
    }

    fn start_error(&self, port: u16) -> Error {
        let bytes = fs::read(self.log()).unwrap_or_default();
        let log = String::from_utf8_lossy(&bytes);
        if log.contains("Address already in use") {
            return Error::port_taken(port);
        }
        disk_full(&self.folder, &log).unwrap_or_else(|| {
            let folder = self.folder.display();
            let message = format!("the server in {folder} did not start:\n{}", tail(&log));
            let hint = "Correct what the log names, then start it again.";
            Error::new(Code::StartFailed, message, hint)
        })
    }
}
