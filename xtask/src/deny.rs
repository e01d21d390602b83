//! cargo-deny, in a pinned version of our own.

use anyhow::Result;

use crate::lock::lock;
use crate::run::{cargo, run};
use crate::workspace;

const VERSION: &str = "0.20.2";

pub(crate) fn main(_: &[String]) -> Result<()> {
    let root = workspace::target().join("tools").join(format!("cargo-deny-{VERSION}"));
    let program = root.join("bin").join(format!("cargo-deny{}", std::env::consts::EXE_SUFFIX));
    {
        let _lock = lock("cargo-deny")?;
        if !program.exists() {
            let package = format!("cargo-deny@{VERSION}");
            run(cargo(["install", "--locked", &package, "--root"]).arg(&root))?;
        }
    }
    // Advisories need the network: they are a job of their own.
    let mut command = std::process::Command::new(program);
    run(command.current_dir(workspace::root()).args(["check", "licenses", "bans", "sources"]))
}
