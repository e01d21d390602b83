//! The tarballs in new projects, as a user gets them: no Rust on the way.

use anyhow::Result;

use crate::run::{node, run};
use crate::{build_package, tools, workspace};

pub(crate) fn check() -> Result<()> {
    build_package::main(&[])?;
    let mut command = node(&workspace::node(), ["--test", "test/packed/command.test.mjs"]);
    command.env("SKATE_ENV_TARBALLS", workspace::npm());
    run(command.env("SKATE_ENV_TEST_NODE", tools::newer_node()?))?;
    run(node(&workspace::node(), ["test/packed/run.mjs"]).arg(workspace::npm()))
}
