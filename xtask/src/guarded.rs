//! Real Prisma, aimed at production by the example app.

use anyhow::Result;

use crate::run::{node, run};
use crate::{example, workspace};

pub(crate) fn check() -> Result<()> {
    example::install()?;
    let mut tests = node(workspace::root(), ["--test", "xtask/guarded/prisma.test.mjs"]);
    run(tests.envs([
        ("EXAMPLE", example::folder()),
        ("COMMAND", example::folder().join("node_modules/.bin/skate-env")),
        ("PRISMA_SCHEMA_ENGINE_BINARY", example::schema_engine()?),
    ]))
}
