//! From a cluster to a server that answers.

use std::fs::{self, File};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use skate_env_core::Code;

use super::cluster::stdin;
use super::pid_file::PidFile;
use super::process::{self, Owner};
use super::server::{PAUSE, Running, Server};
use super::{Cluster, interrupted, port, settings};
use crate::{Error, Result};

/// Long enough for a recovery after a crash on a slow machine.
const PATIENCE: Duration = Duration::from_secs(60);

impl Cluster {
    /// Starts the server on 127.0.0.1 and returns when it is ready. A server that a killed
    /// process left behind is taken over if it runs as asked, and replaced if not.
    ///
    /// # Errors
    ///
    /// `port_taken`, `disk_full`, `folder_in_use`, or `start_failed` with the end of the log.
    pub fn start(self, port: u16) -> Result<Server> {
        let settings = settings::text(&self.name, port, self.durability, &self.settings);
        if let Some(running) = self.left_behind()? {
            let same = fs::read_to_string(self.data().join(settings::FILE))
                .is_ok_and(|found| found == settings);
            let ready = PidFile::read(&self.data())
                .is_some_and(|file| file.ready && file.port == Some(port));
            if same && ready {
                return Ok(Server { running, cluster: self, port });
            }
            running.stop()?;
        }
        if !port::is_free(port) {
            return Err(Error::port_taken(port));
        }
        self.write_settings(&settings)?;
        let mut running = self.spawn()?;
        self.wait(&mut running, port)?;
        Ok(Server { running, cluster: self, port })
    }

    /// The server of a process that was killed. We hold the folder's lock: nobody else minds it.
    fn left_behind(&self) -> Result<Option<Running>> {
        let Some(file) = PidFile::read(&self.data()) else { return Ok(None) };
        match process::owner(file.process, &self.data()) {
            Owner::Gone => Ok(None),
            Owner::Ours => Ok(Some(Running::new(self, file.process, None))),
            Owner::Unclear => Err(Error::folder_in_use(&self.folder)),
            Owner::Other => {
                // PostgreSQL would take the stranger for its own server and refuse to start.
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

    fn spawn(&self) -> Result<Running> {
        let log = File::create(self.log()).map_err(Error::io("write", &self.log()))?;
        let errors = log.try_clone().map_err(Error::io("write", &self.log()))?;
        let postgres = self.binaries.program("postgres");
        let mut command = self.account.command(&postgres);
        // Before the folder: by the end of the line a server is told from others.
        command.args(interrupted::resume(&self.data(), &self.account)?);
        command.arg("-D").arg(self.data()).stdout(log).stderr(errors);
        command.stdin(stdin(self.stdin.as_deref())?);
        // Ctrl-C in a terminal is for us: the server is stopped after those who use it.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let child = command.spawn().map_err(Error::io("run", &postgres))?;
        Ok(Running::new(self, child.id(), Some(child)))
    }

    fn wait(&self, running: &mut Running, port: u16) -> Result<()> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let ready = PidFile::read(&self.data())
                .is_some_and(|file| file.ready && file.process == running.process);
            if ready {
                return interrupted::note_ready(&self.data());
            }
            if running.has_ended() || Instant::now() > deadline {
                return Err(self.failure(port));
            }
            thread::sleep(PAUSE);
        }
    }

    fn failure(&self, port: u16) -> Error {
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

/// The system's own sentence, or PostgreSQL's hint after a write that fell short.
pub(crate) fn disk_full(folder: &Path, said: &str) -> Option<Error> {
    ["No space left on device", "Check free disk space", "Disk quota exceeded"]
        .iter()
        .any(|sentence| said.contains(sentence))
        .then(|| Error::disk_full(folder))
}

/// The last lines: enough to see the cause.
pub(crate) fn tail(text: &str) -> String {
    let lines: Vec<_> = text.trim_end().lines().collect();
    lines[lines.len().saturating_sub(12)..].join("\n")
}

#[cfg(test)]
mod tests {
    use super::{Code, Path, disk_full};

    #[test]
    fn a_full_disk_is_known_by_what_postgresql_says_of_it() {
        let short = "FATAL:  could not extend file \"base/1/2691\": wrote only 4096 of 8192 bytes\n\
                     HINT:  Check free disk space.";
        let none = "initdb: error: could not create directory: No space left on device";
        for said in [short, none] {
            assert!(disk_full(Path::new("/a"), said).is_some_and(|it| it.code() == Code::DiskFull));
        }
        assert!(disk_full(Path::new("/a"), "FATAL:  out of memory").is_none());
    }
}
