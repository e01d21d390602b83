//! Command lines that wipe production, and those of an ordinary day, through `skate-env run`: on
//! real PostgreSQL with real Prisma, Drizzle, Knex, psql, npm, pnpm, Yarn and turbo.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::packages::{Profile, compile};
use crate::run::{node, read, run};
use crate::{example, neon, tools, workspace};

/// `cargo xtask connection`; `tests/connection/main.mjs` says with which arguments.
pub(crate) fn main(arguments: &[String]) -> Result<()> {
    let folder = workspace::root().join("crates/skate-env-cli/tests/connection");
    tools::npm_ci(&folder, "")?;
    let script = folder.join("main.mjs").display().to_string();
    let mut command = node(&folder, [&script].into_iter().chain(arguments));
    run(command.envs([
        ("COMMAND", compile(Profile::Dev, None)?.command),
        ("POSTGRES", postgres()?),
        ("PRISMA_SCHEMA_ENGINE_BINARY", example::schema_engine()?),
    ]))
}

/// The folder with the server, `psql`, `pg_dump` and the rest.
fn postgres() -> Result<PathBuf> {
    if cfg!(all(target_os = "linux", target_arch = "x86_64", target_env = "gnu")) {
        return neon::unpack_clients();
    }
    let folder = read(Command::new("pg_config").arg("--bindir"));
    Ok(PathBuf::from(folder.context("PostgreSQL is not installed here")?.trim_end()))
}
