//! Neon on this machine against Neon's own tools: its CLI, its SDK, and its OpenAPI document.

mod plane;
mod programs;
mod proxy;
mod schemathesis;

use std::path::Path;
use std::process::Command;

use anyhow::Result;
use secrecy::ExposeSecret;

use crate::run::{node, run};
use crate::{tools, workspace};

use plane::Plane;
pub(crate) use proxy::check as life_cycle;
pub(crate) use schemathesis::main as schemathesis;

const CLI: (&str, &str) = ("neon", "6.2.3");
const SDK: (&str, &str) = ("@neon/sdk", "6.1.2");
const DRIVER: (&str, &str) = ("pg", "8.23.1");

/// Runs the CLI and the SDK, unchanged, through the life of branches on real servers.
pub(crate) fn check() -> Result<()> {
    let driver = tools::install(DRIVER.0, DRIVER.1)?;
    let cli = tools::install(CLI.0, CLI.1)?;
    let sdk = tools::install(SDK.0, SDK.1)?;
    let programs = programs::find()?;
    println!("{}", programs.about);
    for (script, tool) in [("cli.mjs", cli), ("sdk.mjs", sdk)] {
        let plane = Plane::start(&programs.search)?;
        let mut command = judge(script, &tool, &driver);
        if let Some(folder) = &programs.clients {
            command.env("SKATE_ENV_TEST_CLIENTS", folder);
        }
        run(plane.introduce(&mut command))?;
    }
    Ok(())
}

fn judge(script: &str, tool: &Path, driver: &Path) -> Command {
    let script = workspace::root().join("xtask/neon").join(script);
    node(workspace::root(), [script.as_path(), tool, driver])
}

impl Plane {
    /// What Neon's tools read. Node.js learns whose certificates the servers have: it takes
    /// `sslmode=require` for an order to verify them.
    fn introduce<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command
            .env("NEON_API_HOST", self.api_host())
            .env("NEON_API_KEY", self.api_key().expose_secret())
            .env("NEON_PROJECT_ID", self.project_id())
            .env("NODE_EXTRA_CA_CERTS", self.home().join("tls/authority.pem"))
    }
}
