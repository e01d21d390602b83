//! The installed package against what is not what it says: real Prisma aimed at production, real
//! servers behind tunnels.

use anyhow::Result;

use crate::run::{node, run};
use crate::{example, tools, workspace};

pub(crate) fn check() -> Result<()> {
    example::install()?;
    let postgres = tools::postgres_programs()?.join("native/bin");
    let mut tests = node(workspace::root(), ["--test"]);
    tests.args(["xtask/guarded/prisma.test.mjs", "xtask/guarded/verify.test.mjs"]);
    run(tests.envs([
        ("EXAMPLE", example::folder()),
        ("COMMAND", example::folder().join("node_modules/.bin/skate-env")),
        ("PRISMA_SCHEMA_ENGINE_BINARY", example::schema_engine()?),
        ("SKATE_ENV_POSTGRES_BIN", postgres),
    ]))
}
