//! Deployments of migrations, by real Prisma on Neon on this machine: in order, failing, at the same
//! time, killed.

use anyhow::Result;

use crate::packages::{Profile, compile};
use crate::run::{node, run};
use crate::{example, tools, workspace};

const TESTS: [&str; 5] = ["chain", "failures", "identity", "killed", "together"];

pub(crate) fn check() -> Result<()> {
    example::install()?;
    let files = TESTS.map(|name| format!("xtask/migrations/{name}.test.mjs"));
    // One after the other: each has three servers.
    let words = ["--test", "--test-concurrency=1"].map(str::to_owned);
    let mut tests = node(workspace::root(), words.into_iter().chain(files));
    run(tests.envs([
        ("EXAMPLE", example::folder()),
        // Not the npm package: what is killed here is the command itself.
        ("COMMAND", compile(Profile::Dev, None)?.command),
        ("PRISMA_SCHEMA_ENGINE_BINARY", example::schema_engine()?),
        ("POSTGRES", tools::postgres()?),
    ]))
}
