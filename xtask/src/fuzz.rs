//! Every fuzz target for a while: `cargo xtask fuzz [seconds]`.

use anyhow::{Context, Result, ensure};

use crate::lock::lock;
use crate::run::{cargo, read, run};
use crate::workspace;

const VERSION: &str = "0.13.2";

pub(crate) fn main(arguments: &[String]) -> Result<()> {
    let seconds: u32 = match arguments.first() {
        Some(text) => text.parse().with_context(|| format!("{text:?} is no number of seconds"))?,
        None => 60,
    };
    let program = cargo_fuzz()?;
    let fuzz = |arguments: &[&str]| {
        let mut command = std::process::Command::new(&program);
        // Through cargo-fuzz itself: a target's sanitizer needs nightly.
        command.env("RUSTUP_TOOLCHAIN", "nightly").current_dir(workspace::root().join("fuzz"));
        command.arg("fuzz").args(arguments);
        command
    };
    let targets = read(&mut fuzz(&["list"]))?;
    ensure!(!targets.trim().is_empty(), "there are no fuzz targets");
    let limit = format!("-max_total_time={seconds}");
    targets.lines().try_for_each(|target| run(&mut fuzz(&["run", target.trim(), "--", &limit])))
}

fn cargo_fuzz() -> Result<std::path::PathBuf> {
    let root = workspace::target().join("tools").join(format!("cargo-fuzz-{VERSION}"));
    let program = root.join("bin").join(format!("cargo-fuzz{}", std::env::consts::EXE_SUFFIX));
    let _lock = lock("cargo-fuzz")?;
    if !program.exists() {
        let package = format!("cargo-fuzz@{VERSION}");
        run(cargo(["install", "--locked", &package, "--root"]).arg(&root))?;
    }
    Ok(program)
}
