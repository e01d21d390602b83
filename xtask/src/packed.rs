//! The tarballs in new projects, as a user gets them: no Rust on the way.

use anyhow::Result;

use crate::packages::Profile;
use crate::run::{node, run};
use crate::{packages, tools, workspace};

/// The command by each package manager, and a Next.js app with the usual bundler.
pub(crate) fn check() -> Result<()> {
    check_with("turbopack")
}

/// The same with every bundler that Next.js has.
pub(crate) fn check_every_bundler() -> Result<()> {
    check_with("turbopack,webpack")
}

fn check_with(bundlers: &str) -> Result<()> {
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
    let mut app = node(&workspace::node(), ["test/packed/run.mjs"]);
    run(app.arg(workspace::npm()).arg(bundlers))
}
