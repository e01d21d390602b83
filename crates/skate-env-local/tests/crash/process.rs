//! The control plane as a process that can be killed.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

use secrecy::SecretString;
use serde_json::Value;

use crate::common;
use crate::helpers::api::Api;
use crate::helpers::processes::{kill, watchdogs};

/// One process.
pub(crate) struct Process {
    child: Child,
    home: PathBuf,
    output: Option<ChildStdout>,
}

impl Process {
    /// Starts a process, without waiting until it is ready.
    pub(crate) fn start(home: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_skate-env-local"))
            .arg(home)
            .arg("--postgres")
            .arg(common::binaries().folder())
            .arg("--relaxed")
            .arg("--template")
            .arg(common::template_folder())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let output = child.stdout.take();
        Self { child, home: home.to_owned(), output }
    }

    pub(crate) fn process(&self) -> u32 {
        self.child.id()
    }

    /// Waits until it is ready, and returns its API.
    pub(crate) async fn ready(&mut self) -> Api {
        let output = self.output.take().expect("asked once");
        let line = tokio::task::spawn_blocking(move || {
            let mut line = String::new();
            BufReader::new(output).read_line(&mut line).unwrap();
            line
        });
        let message: Value = serde_json::from_str(&line.await.unwrap()).unwrap_or_default();
        let text = |name: &str| {
            let found = message["ready"][name].as_str();
            found.unwrap_or_else(|| panic!("it did not become ready: {message}")).to_owned()
        };
        let key = SecretString::from(state(&self.home)["project"]["api_key"].as_str().unwrap());
        Api::new(&text("api_host"), &key, &text("project_id"))
    }

    /// Kills it by SIGKILL.
    pub(crate) fn kill(mut self) {
        self.end();
    }

    /// Kills its watchdog first, which would end the servers.
    pub(crate) fn kill_with_watchdog(self) {
        for watchdog in watchdogs(&self.home) {
            kill(watchdog.id);
        }
        self.kill();
    }

    /// Ends it by SIGTERM, and waits.
    pub(crate) async fn stop(mut self) {
        let asked = Command::new("kill").arg(self.child.id().to_string()).status().unwrap();
        assert!(asked.success());
        tokio::task::spawn_blocking(move || assert!(self.child.wait().unwrap().success()))
            .await
            .unwrap();
    }

    fn end(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // The test has failed; the watchdog ends the servers.
        if let Ok(None) = self.child.try_wait() {
            self.end();
        }
    }
}

/// The content of the state file.
pub(crate) fn state(home: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(home.join("state.json")).unwrap()).unwrap()
}
