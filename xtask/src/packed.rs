//! The tarballs in new projects, as a user gets them: no Rust on the way.

use anyhow::Result;

use crate::packages::Profile;
use crate::run::{node, run};
use crate::{packages, tools, workspace};

/// The command, under two versions of Node.js and by each package manager.
pub(crate) fn command() -> Result<()> {
    packages::build(Profile::Dev)?;
    let mut tests = node(&workspace::node(), ["--test", "--test-concurrency=2"]);
    tests.args(["test/packed/command.test.mjs", "test/packed/managers.test.mjs"]);
    let pnpm = tools::install("pnpm", "10.34.9")?.join("node_modules/pnpm/bin/pnpm.cjs");
    let yarn = tools::install("@yarnpkg/cli-dist", "4.18.1")?;
    let yarn = yarn.join("node_modules/@yarnpkg/cli-dist/bin/yarn.js");
    run(tests.envs([
        ("SKATE_ENV_TARBALLS", workspace::npm()),
        ("SKATE_ENV_TEST_NODE", tools::newer_node()?),
        ("SKATE_ENV_TEST_PNPM", pnpm),
        ("SKATE_ENV_TEST_YARN", yarn),
    ]))
}

/// A new Next.js app, built with the given bundlers (`turbopack,webpack`), and moved.
pub(crate) fn next_app(bundlers: &str) -> Result<()> {
    packages::build(Profile::Dev)?;
    let mut app = node(&workspace::node(), ["test/packed/run.mjs"]);
    run(app.arg(workspace::npm()).arg(bundlers))
}
