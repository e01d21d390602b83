//! Neon's own tools against the control plane: its CLI and its SDK, unchanged, and requests that
//! schemathesis generates from its OpenAPI document.
//!
//! `cargo xtask test neon` and `cargo xtask soak schemathesis` install them and run this.
#![expect(clippy::print_stdout, reason = "what was shown")]

mod plane;
mod programs;
mod schemathesis;

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use plane::Plane;

#[test]
#[ignore = "needs Neon's CLI: cargo xtask test neon"]
fn the_cli_works_unchanged() {
    run_script("cli.mjs", "SKATE_ENV_TEST_NEON_CLI").expect("it passes");
}

#[test]
#[ignore = "needs Neon's SDK: cargo xtask test neon"]
fn the_sdk_works_unchanged() {
    run_script("sdk.mjs", "SKATE_ENV_TEST_NEON_SDK").expect("it passes");
}

/// Through the life of branches on real servers. Node.js learns whose certificates the servers
/// have: it takes `sslmode=require` for an order to verify them.
fn run_script(script: &str, tool: &str) -> Result<()> {
    let programs = programs::find()?;
    println!("{}", programs.about);
    let plane = Plane::start(&programs.search)?;
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/neon_tools").join(script);
    let mut command = Command::new("node");
    command.args([&script, &handed_in(tool)?, &handed_in("SKATE_ENV_TEST_PG")?]);
    command.env_remove("SKATE_ENV_TEST_CLIENTS");
    command.envs(programs.clients.map(|folder| ("SKATE_ENV_TEST_CLIENTS", folder)));
    command.envs(plane.variables()).env("NODE_EXTRA_CA_CERTS", plane.authority());
    run(&mut command)
}

fn run(command: &mut Command) -> Result<()> {
    let status = command.status().context("could not start it")?;
    ensure!(status.success(), "it failed: {status}");
    Ok(())
}

/// What xtask installed.
#[expect(clippy::disallowed_methods, reason = "xtask says in variables what it installed")]
fn handed_in(name: &str) -> Result<PathBuf> {
    let path = std::env::var_os(name).map(PathBuf::from);
    path.with_context(|| format!("`cargo xtask` sets {name}"))
}
