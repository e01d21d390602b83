//! The client of Vercel's API against Vercel's own client, which has the API's description compiled
//! into it.

use anyhow::Result;

use crate::run::{cargo, node, run};
use crate::{tools, workspace};

const SDK: (&str, &str) = ("@vercel/sdk", "1.28.35");

pub(super) fn check() -> Result<()> {
    let sdk = tools::install(SDK.0, SDK.1)?;
    let recorded = tempfile::NamedTempFile::new()?;
    let mut test = cargo(["test", "-p", "skate-env-preview", "--test", "preview"]);
    test.args(["vercel::sdk::", "--", "--ignored"]);
    run(test.env("SKATE_ENV_TEST_VERCEL", recorded.path()))?;
    let script = workspace::root().join("xtask/src/prism/vercel.mjs");
    run(&mut node(&sdk, [script.as_path(), &sdk, recorded.path()]))
}
