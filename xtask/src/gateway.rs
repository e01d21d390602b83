//! The guarded connection with clients that its users have: PostgreSQL's own programs,
//! node-postgres, postgres.js and Prisma, through it and beside it.

use std::process::Command;

use anyhow::Result;

use crate::run::{cargo, run};
use crate::{example, postgres, tools, workspace};

/// Modules of the tests that need what is installed here.
const COMPARED: [&str; 3] = ["agrees::", "node::", "programs::"];

/// Runs every client twice and compares what it says; compares dumps of the database.
pub(crate) fn clients() -> Result<()> {
    tools::npm_ci(&workspace::root().join("crates/skate-env-gateway/tests/clients"), "")?;
    let mut test = proxy_tests()?;
    test.args(COMPARED).arg("--include-ignored");
    test.env("SKATE_ENV_TEST_CLIENTS", postgres::programs()?);
    run(test.env("PRISMA_SCHEMA_ENGINE_BINARY", example::schema_engine()?))
}

/// Sends generated statements through a connection that only reads, and compares the database's
/// dumps before and after.
pub(crate) fn statements(count: u64, seed: u64) -> Result<()> {
    let mut test = proxy_tests()?;
    test.args(["generated::", "--nocapture"]);
    test.env("SKATE_ENV_TEST_CLIENTS", postgres::programs()?);
    test.env("SKATE_ENV_TEST_SEED", seed.to_string());
    run(test.env("SKATE_ENV_TEST_STATEMENTS", count.to_string()))
}

fn proxy_tests() -> Result<Command> {
    let mut test = cargo(["test", "--workspace", "--all-features", "--test", "proxy", "--"]);
    test.env("SKATE_ENV_TEST_POSTGRES", tools::postgres()?);
    Ok(test)
}
