//! The control plane as a process that can be killed.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

use secrecy::SecretString;
use serde_json::Value;

use crate::common;
use crate::helpers::api::Api;
use crate::helpers::processes::{guardians, kill};

/// One life of the process.
pub(crate) struct Life {
    child: Child,
    home: PathBuf,
    output: Option<ChildStdout>,
}

impl Life {
    /// Begins one; it is not ready yet.
    pub(crate) fn begin(home: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_skate-env-local"))
            .arg(home)
            .arg("--postgres")
            .arg(common::binaries().folder())
            .arg("--relaxed")
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let output = child.stdout.take();
        Self { child, home: home.to_owned(), output }
    }

    pub(crate) fn process(&self) -> u32 {
        self.child.id()
    }

    /// Waits for its first word, and gives its API.
    pub(crate) async fn ready(&mut self) -> Api {
        let output = self.output.take().expect("asked once");
        let line = tokio::task::spawn_blocking(move || {
            let mut line = String::new();
            BufReader::new(output).read_line(&mut line).unwrap();
            line
        });
        let word: Value = serde_json::from_str(&line.await.unwrap()).unwrap_or_default();
        let text = |name: &str| {
            let found = word["ready"][name].as_str();
            found.unwrap_or_else(|| panic!("it did not become ready: {word}")).to_owned()
        };
        let key = SecretString::from(state(&self.home)["project"]["api_key"].as_str().unwrap());
        Api::new(&text("api_host"), &key, &text("project_id"))
    }

    /// Ends it as a power cut ends a process.
    pub(crate) fn kill(mut self) {
        self.end();
    }

    /// The same, and first the one who would clean up.
    pub(crate) fn kill_with_guardian(self) {
        for guardian in guardians(&self.home) {
            kill(guardian.id);
        }
        self.kill();
    }

    /// Asks it to end, and waits.
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

impl Drop for Life {
    fn drop(&mut self) {
        // Of a test that failed; the guardian ends its servers.
        if let Ok(None) = self.child.try_wait() {
            self.end();
        }
    }
}

/// The state that is on the disk.
pub(crate) fn state(home: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(home.join("state.json")).unwrap()).unwrap()
}
