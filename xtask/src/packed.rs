//! The tarballs in new projects, as a user gets them: no Rust on the way.

use anyhow::Result;

use crate::packages::Profile;
use crate::run::{node, run};
use crate::{packages, release, tools, workspace};

/// The command, under two versions of Node.js.
pub(crate) fn command() -> Result<()> {
    packages::build(Profile::Dev)?;
    let mut tests = node(&workspace::node(), ["--test", "--test-concurrency=2"]);
    tests.arg("test/packed/command.test.mjs");
    tests.env("SKATE_ENV_TARBALLS", workspace::npm());
    run(tests.env("SKATE_ENV_TEST_NODE", tools::newer_node()?))
}

/// A release, stopped and taken up again; then what a stranger installs from the registry.
pub(crate) fn release() -> Result<()> {
    release::rehearse(&[tools::newer_node()?])
}

/// The same under every Node.js that is supported.
pub(crate) fn release_on_every_node() -> Result<()> {
    release::rehearse(&tools::nodes()?)
}

/// A new Next.js app, built with the given bundlers (`turbopack,webpack`), and moved.
pub(crate) fn next_app(bundlers: &str) -> Result<()> {
    packages::build(Profile::Dev)?;
    let mut app = node(&workspace::node(), ["test/packed/run.mjs"]);
    run(app.arg(workspace::npm()).arg(bundlers))
}
