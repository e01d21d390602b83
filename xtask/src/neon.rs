//! Neon's own tools, installed for the tests of Neon on this machine.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::lock::lock;
use crate::run::{cargo, read, run};
use crate::{postgres, prism, tools, workspace};

const CLI: (&str, &str) = ("neon", "6.2.3");
const SDK: (&str, &str) = ("@neon/sdk", "6.1.2");
const DRIVER: (&str, &str) = ("pg", "8.23.1");
const SCHEMATHESIS: &str = "4.32.5";

/// Answers that are cut off or never come: Prism would answer in their place.
const NOT_THROUGH_PRISM: [&str; 2] =
    ["no_lost_reply_makes_a_second_branch", "a_lost_reply_of_a_reset_is_no_second_reset"];

/// Runs the CLI and the SDK, unchanged, through the life of branches on real servers.
pub(crate) fn tools_of_neon() -> Result<()> {
    let mut test = test("neon_tools", &["works_unchanged"])?;
    test.env("SKATE_ENV_TEST_PG", tools::install(DRIVER.0, DRIVER.1)?);
    test.env("SKATE_ENV_TEST_NEON_CLI", tools::install(CLI.0, CLI.1)?);
    run(test.env("SKATE_ENV_TEST_NEON_SDK", tools::install(SDK.0, SDK.1)?))
}

/// Runs the life cycle of our client on real servers, with Prism in between: every request and
/// every answer is compared with Neon's document.
pub(crate) fn life_cycle_through_prism() -> Result<()> {
    let mut test = cargo(["test", "--workspace", "--all-features", "--test", "lifecycle", "--"]);
    for name in NOT_THROUGH_PRISM {
        println!("not through Prism, which would answer itself: {name}");
        test.args(["--skip", name]);
    }
    // Every test starts a Prism of its own.
    test.arg("--test-threads=4");
    test.env("SKATE_ENV_TEST_POSTGRES", tools::postgres()?);
    test.env("SKATE_ENV_TEST_PRISM_PROGRAM", prism::program(&prism::install()?));
    run(test.env("SKATE_ENV_TEST_DOCUMENT", prism::document()?))
}

/// Sends requests that schemathesis generates from Neon's document. It needs Python.
pub(crate) fn schemathesis() -> Result<()> {
    let mut test = test("neon_tools", &["schemathesis::"])?;
    test.env("SKATE_ENV_TEST_DOCUMENT", prism::document()?);
    run(test.env("SKATE_ENV_TEST_SCHEMATHESIS", install_schemathesis()?))
}

fn test(name: &str, filter: &[&str]) -> Result<Command> {
    let mut test = cargo(["test", "--workspace", "--all-features", "--test", name]);
    test.args(filter).args(["--", "--ignored", "--nocapture"]);
    test.env("SKATE_ENV_TEST_POSTGRES", tools::postgres()?);
    if let Some(programs) = postgres::packaged_programs()? {
        test.env("SKATE_ENV_TEST_CLIENTS", programs);
    }
    Ok(test)
}

fn install_schemathesis() -> Result<PathBuf> {
    let how = "schemathesis needs Python 3.10 or newer with venv: apt-get install python3-venv";
    let folder = workspace::target().join("tools").join(format!("schemathesis-{SCHEMATHESIS}"));
    let _lock = lock("schemathesis")?;
    let programs = folder.join(if cfg!(windows) { "Scripts" } else { "bin" });
    let program = programs.join("schemathesis");
    if !program.exists() {
        let mut venv = Command::new("python3");
        run(venv.args(["-m", "venv"]).arg(&folder)).context(how)?;
        let mut pip = Command::new(programs.join("pip"));
        let package = format!("schemathesis=={SCHEMATHESIS}");
        run(pip.args(["install", "--quiet", &package])).context(how)?;
    }
    read(Command::new(&program).arg("--version"))?;
    Ok(program)
}
