//! Tests of the installed packages: real Prisma, real servers, the example app.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::packages::{Profile, compile};
use crate::run::{cargo, node, run};
use crate::{example, tools, workspace};

/// Real Prisma aimed at production, real servers behind tunnels, and the configuration files that
/// `init` writes in the loaders of Prisma and Next.js.
pub(crate) fn guards() -> Result<()> {
    let files =
        ["init", "prisma", "verify"].map(|name| test_file("skate-env-node/test/installed", name));
    let mut tests = node_tests(&files);
    tests.envs(variables()?).env("PRISMA_6_CONFIG", tools::install("@prisma/config", "6.19.3")?);
    run(tests.env("COMMAND", example::folder().join("node_modules/.bin/skate-env")))
}

/// Deployments of migrations by real Prisma: in order, failing, at the same time, killed.
pub(crate) fn migrations() -> Result<()> {
    let files = ["chain", "failures", "identity", "killed", "together"]
        .map(|name| test_file("skate-env-cli/tests/migrations", name));
    let mut tests = node_tests(&files);
    tests.envs(variables()?);
    // Not the npm package's: what is killed here is the command itself.
    tests.env("COMMAND", compile(Profile::Dev, None)?.command);
    run(tests.env("POSTGRES", tools::postgres()?))
}

/// Every line of docs/WALKTHROUGH.md, typed at a terminal and without one.
pub(crate) fn walkthrough() -> Result<()> {
    let mut test = cargo(["test", "--workspace", "--all-features", "--test", "walkthrough"]);
    test.args(["--", "--include-ignored", "--nocapture"]);
    run(test.envs(variables()?))
}

/// Where what is tested is installed.
fn variables() -> Result<[(&'static str, PathBuf); 3]> {
    example::install()?;
    Ok([
        ("EXAMPLE", example::folder()),
        ("PRISMA_SCHEMA_ENGINE_BINARY", example::schema_engine()?),
        ("SKATE_ENV_POSTGRES_BIN", tools::postgres_programs()?.join("native/bin")),
    ])
}

/// Two files at a time: they wait for servers of their own.
fn node_tests(files: &[PathBuf]) -> Command {
    let mut tests = node(workspace::root(), ["--test", "--test-concurrency=2"]);
    tests.args(files);
    tests
}

fn test_file(folder: &str, name: &str) -> PathBuf {
    workspace::root().join(format!("crates/{folder}/{name}.test.mjs"))
}
