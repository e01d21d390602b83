//! Files that are generated and committed, and whether they are as generated.

mod command;
mod docs;

use anyhow::{Result, bail};

use crate::run::{npm, read, run};
use crate::{tools, workspace};

/// Relative to the root; every generated file that is committed.
const GENERATED: &[&str] = &[
    "crates/skate-env-cli/generated",
    "crates/skate-env-node/js/binding.cjs",
    "crates/skate-env-node/js/binding.d.ts",
    "crates/skate-env-node/js/codes.d.ts",
    "docs/codes.md",
    "docs/variables.md",
];

pub(crate) fn main(_: &[String]) -> Result<()> {
    docs::write()?;
    command::write()?;
    let node = workspace::node();
    tools::npm_ci(&node, "")?;
    // napi writes the loader and the types from the binding it builds.
    run(&mut npm(&node, ["run", "build"]))
}

/// Generates again and compares with what is committed.
pub(crate) fn check() -> Result<()> {
    main(&[])?;
    let mut git = std::process::Command::new("git");
    git.current_dir(workspace::root()).args(["status", "--porcelain", "--"]).args(GENERATED);
    let changed = read(&mut git)?;
    if !changed.is_empty() {
        bail!("commit what `cargo xtask generate` wrote:\n{changed}");
    }
    Ok(())
}
