//! Prism between client and control plane, where `cargo xtask test validated` asks for it.

use std::fs::{self, File};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::common::variable;

const PATIENCE: Duration = Duration::from_secs(60);

/// Has Prism say what it finds; without it, only that it found something.
const WITNESS: &str =
    concat!("file://", env!("CARGO_MANIFEST_DIR"), "/../../xtask/neon/violations.mjs");

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
        let port = skate_env_local::draw_port().unwrap();
        let log = folder.join("prism.log");
        let output = File::create(&log).unwrap();
        let mut command = Command::new("node");
        command.args(["--import", WITNESS]).args([
            program.as_str(),
            "proxy",
            "--errors",
            "--host",
            "127.0.0.1",
            "--port",
        ]);
        command.args([&port.to_string(), &document, api_host]);
        command.stdin(Stdio::null()).stdout(output.try_clone().unwrap()).stderr(output);
        let mut prism = Self { child: command.spawn().unwrap(), port, log };
        let deadline = Instant::now() + PATIENCE;
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            let ended = prism.child.try_wait().unwrap();
            assert!(ended.is_none() && Instant::now() < deadline, "{}", prism.said());
            thread::sleep(Duration::from_millis(20));
        }
        Some(prism)
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
