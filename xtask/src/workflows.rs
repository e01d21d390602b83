//! The workflows that `init` writes, and this project's own: linted, and carried out.

use anyhow::Result;

use crate::packages::{Profile, compile};
use crate::run::{node, run};
use crate::wheel::Wheel;
use crate::{tools, workspace};

const ZIZMOR: Wheel = Wheel {
    program: "zizmor",
    version: "1.32.0",
    requirements: include_str!("workflows/requirements.txt"),
};

pub(crate) fn check() -> Result<()> {
    let folder = workspace::root().join("crates/skate-env-cli/tests/workflows");
    tools::npm_ci(&folder, "")?;
    let mut tests = node(&folder, ["--test", "--test-concurrency=2"]);
    tests.args(["lint.test.mjs", "run.test.mjs"]);
    run(tests.envs([
        ("COMMAND", compile(Profile::Dev, None)?.command),
        ("POSTGRES", tools::postgres_programs()?.join("native/bin")),
        ("ZIZMOR", ZIZMOR.install()?),
    ]))
}
