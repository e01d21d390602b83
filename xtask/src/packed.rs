//! The tarballs in new projects, as a user gets them: no Rust on the way.

use anyhow::Result;

use crate::packages::Profile;
use crate::run::{node, run};
use crate::{packages, tools, workspace};

pub(crate) fn check() -> Result<()> {
    packages::build(Profile::Dev)?;
    let mut tests = node(&workspace::node(), ["--test", "test/packed/command.test.mjs"]);
    tests.arg("test/packed/managers.test.mjs");
    let pnpm = tools::install("pnpm", "10.34.9")?.join("node_modules/pnpm/bin/pnpm.cjs");
    let yarn = tools::install("@yarnpkg/cli-dist", "4.18.1")?;
    let yarn = yarn.join("node_modules/@yarnpkg/cli-dist/bin/yarn.js");
    tests.envs([
        ("SKATE_ENV_TARBALLS", workspace::npm()),
        ("SKATE_ENV_TEST_NODE", tools::newer_node()?),
        ("SKATE_ENV_TEST_PNPM", pnpm),
        ("SKATE_ENV_TEST_YARN", yarn),
    ]);
    run(&mut tests)?;
    run(node(&workspace::node(), ["test/packed/run.mjs"]).arg(workspace::npm()))
}
