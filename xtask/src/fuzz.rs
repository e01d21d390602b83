//! Every fuzz target for a while: `cargo xtask fuzz [seconds]`.

use anyhow::{Context, Result, ensure};

use crate::run::{read, run};
use crate::{wheel, workspace};

const VERSION: &str = "0.13.2";

pub(crate) fn main(arguments: &[String]) -> Result<()> {
    let seconds: u32 = match arguments.first() {
        Some(text) => text.parse().with_context(|| format!("{text:?} is no number of seconds"))?,
        None => 60,
    };
    let program = wheel::build("cargo-fuzz", VERSION)?;
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
