//! The command, as `cargo install` builds it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::run::{cargo, describe};

const PACKAGE: &str = "skate-env-cli";

/// Builds it into a folder that is made.
pub(super) fn build_into(folder: &Path) -> Result<()> {
    println!("$ cargo build --profile release --package {PACKAGE}");
    let program = build("release")?;
    let name = program.file_name().context("cargo built a program without a name")?;
    fs::create_dir_all(folder)?;
    // With its mode: npm keeps that it may be run.
    fs::copy(&program, folder.join(name))?;
    Ok(())
}

/// Builds it in a profile. Where cargo puts it, cargo's variables and files decide.
pub(crate) fn build(profile: &str) -> Result<PathBuf> {
    let arguments = ["build", "--profile", profile, "--package", PACKAGE];
    let format = "--message-format=json-render-diagnostics";
    let mut command = cargo(arguments);
    // What went wrong is for people, on standard error; the messages are for us.
    let output = command.arg(format).stderr(Stdio::inherit()).output()?;
    ensure!(output.status.success(), "{} failed: {}", describe(&command), output.status);
    let messages = String::from_utf8(output.stdout)?;
    messages.lines().find_map(executable).context("cargo built no program")
}

fn executable(message: &str) -> Option<PathBuf> {
    let message: Value = serde_json::from_str(message).ok()?;
    message["executable"].as_str().map(PathBuf::from)
}
