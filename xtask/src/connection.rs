//! Command lines that wipe production, and those of an ordinary day, through `skate-env run`: on
//! real PostgreSQL with real Prisma, Drizzle, Knex, psql, npm, pnpm, Yarn and turbo.

use anyhow::Result;

use crate::packages::{Profile, compile};
use crate::run::{node, run};
use crate::{example, postgres, tools, workspace};

/// `cargo xtask connection`; `tests/connection/main.mjs` says with which arguments.
pub(crate) fn main(arguments: &[String]) -> Result<()> {
    let folder = workspace::root().join("crates/skate-env-cli/tests/connection");
    tools::npm_ci(&folder, "")?;
    let script = folder.join("main.mjs").display().to_string();
    let mut command = node(&folder, [&script].into_iter().chain(arguments));
    run(command.envs([
        ("COMMAND", compile(Profile::Dev, None)?.command),
        ("POSTGRES", postgres::programs()?),
        ("PRISMA_SCHEMA_ENGINE_BINARY", example::schema_engine()?),
    ]))
}

/// A part of them, for CI: each third line, in one of its postures.
pub(crate) fn sample() -> Result<()> {
    main(&["destructive", "ordinary", "--every", "3"].map(str::to_owned))
}

/// All of them, in each posture; and that each destroys something without us.
pub(crate) fn whole() -> Result<()> {
    main(&["control", "destructive", "ordinary", "--all"].map(str::to_owned))
}
