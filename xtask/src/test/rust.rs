//! The tests of every crate, and of the examples in the documentation.

use std::process::Command;
use std::thread;

use anyhow::Result;

use crate::run::{cargo, read, run};
use crate::tools;

/// How many tests run at the same time for each core: most wait for servers.
const THREADS_FOR_EACH_CORE: usize = 3;

pub(super) fn check() -> Result<()> {
    let threads = thread::available_parallelism()?.get() * THREADS_FOR_EACH_CORE;
    let postgres = tools::postgres()?;
    let prepared = |arguments: &[&'static str]| {
        let mut command = cargo(arguments.iter().copied());
        command.args(["--workspace", "--all-features"]);
        command.env("SKATE_ENV_TEST_POSTGRES", &postgres);
        command.env("RUST_TEST_THREADS", threads.to_string());
        command.env("NEXTEST_TEST_THREADS", threads.to_string());
        command
    };
    if !has_nextest() {
        return run(&mut prepared(&["test", "--no-fail-fast"]));
    }
    // One process a test: what one leaves behind is no other's.
    run(&mut prepared(&["nextest", "run"]))?;
    run(&mut prepared(&["test", "--doc"]))
}

fn has_nextest() -> bool {
    let mut command: Command = cargo(["nextest", "--version"]);
    read(&mut command).is_ok()
}
