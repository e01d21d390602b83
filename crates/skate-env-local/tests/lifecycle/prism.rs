//! Prism between client and control plane, where `cargo xtask test validated` asks for it.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::common::variable;

const TIMEOUT: Duration = Duration::from_secs(60);

/// Has Prism say what it finds; without it, only that it found something.
const WITNESS: &str =
    concat!("file://", env!("CARGO_MANIFEST_DIR"), "/tests/lifecycle/violations.mjs");

/// A proxy that answers 500 for whatever is against Neon's document.
pub(crate) struct Prism {
    child: Child,
    port: u16,
    log: PathBuf,
}

impl Prism {
    /// In front of this API, if a variable names Prism's program.
    pub(crate) fn in_front_of(api_host: &str, folder: &Path) -> Option<Self> {
        let program = variable("SKATE_ENV_TEST_PRISM_PROGRAM")?;
        let document = variable("SKATE_ENV_TEST_DOCUMENT").unwrap();
        // Another program may have taken the free port: only Prism's own message counts.
        let mut tries = (0..5).map(|_| Self::start(&program, &document, api_host, folder));
        tries.find_map(|tried| tried).or_else(|| panic!("Prism has no port"))
    }

    fn start(program: &str, document: &str, api_host: &str, folder: &Path) -> Option<Self> {
        let port = skate_env_local::free_port().unwrap();
        let log = folder.join("prism.log");
        let output = File::create(&log).unwrap();
        let mut command = Command::new("node");
        command.args(["--import", WITNESS, program, "proxy", "--errors"]);
        command.args(["--host", "127.0.0.1", "--port", &port.to_string(), document, api_host]);
        command.stdin(Stdio::null()).stdout(output.try_clone().unwrap()).stderr(output);
        let mut child = command.spawn().unwrap();
        let said = || fs::read_to_string(&log).unwrap_or_default();
        let deadline = Instant::now() + TIMEOUT;
        while !said().contains("is listening") {
            if child.try_wait().unwrap().is_some() {
                assert!(said().contains("EADDRINUSE"), "{}", said());
                return None;
            }
            if Instant::now() > deadline {
                child.kill().unwrap();
                child.wait().unwrap();
                panic!("Prism does not begin: {}", said());
            }
            thread::sleep(Duration::from_millis(20));
        }
        Some(Self { child, port, log })
    }

    /// Where the client is to ask; Prism knows the document's paths only.
    pub(crate) fn api_host(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    fn said(&self) -> String {
        fs::read_to_string(&self.log).unwrap_or_default()
    }
}

impl Drop for Prism {
    #[expect(clippy::print_stdout, reason = "a second panic would end the process")]
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let said = self.said();
        let found = ["sl-violations", "terminated with error"];
        let found: Vec<_> =
            said.lines().filter(|line| found.iter().any(|mark| line.contains(mark))).collect();
        if thread::panicking() {
            println!("Prism found: {found:#?}");
            return;
        }
        assert!(said.contains("Forwarding"), "nothing went through Prism: {said}");
        assert!(found.is_empty(), "Prism found: {found:#?}");
    }
}
