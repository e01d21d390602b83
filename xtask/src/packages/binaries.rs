//! Compiles what the npm packages carry: the two addons and the command.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use crate::platform;
use crate::run::{cargo, describe};

/// How optimised the binaries are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Profile {
    /// For tests and the demo: quick to build, and most dependencies are built already.
    Dev,
    /// For users and benchmarks: one unit, fat LTO. It takes minutes.
    Release,
}

/// The paths of the compiled files.
pub(crate) struct Binaries {
    /// Loaded by `require('skate-env')`.
    pub(crate) addon: PathBuf,
    /// Loaded by the first call of `branches` or `verifyDatabase`.
    pub(crate) network_addon: PathBuf,
    /// `skate-env`.
    pub(crate) command: PathBuf,
}

impl Profile {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Dev => "dev",
            Self::Release => "release",
        }
    }

    /// The packages of each call of cargo. One call unifies the features of dependencies: that
    /// saves building them twice, but a release has only the features that it needs.
    fn builds(self) -> &'static [&'static [&'static str]] {
        match self {
            Self::Dev => &[&["skate-env-cli", "skate-env-node-neon"], &["skate-env-node"]],
            Self::Release => &[&["skate-env-cli"], &["skate-env-node-neon"], &["skate-env-node"]],
        }
    }
}

/// Compiles what changed. Cargo decides what that is, and where the files are.
pub(crate) fn compile(profile: Profile) -> Result<Binaries> {
    let mut messages = String::new();
    for packages in profile.builds() {
        let mut command = cargo(["build", "--profile", profile.name()]);
        command.args(packages.iter().flat_map(|package| ["--package", package]));
        println!("$ {}", describe(&command));
        messages += &messages_of(&mut command)?;
    }
    let artifacts: Vec<Value> =
        messages.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let find = |field: &str, ending: &str| {
        let files = artifacts.iter().flat_map(|artifact| strings(&artifact[field]));
        let mut files = files.map(PathBuf::from).filter(|file| file.ends_with(ending));
        files.next().with_context(|| format!("cargo built no {ending}"))
    };
    Ok(Binaries {
        addon: find("filenames", &platform::library("skate_env_node"))?,
        network_addon: find("filenames", &platform::library("skate_env_node_neon"))?,
        command: find("executable", &platform::program("skate-env"))?,
    })
}

/// Runs cargo; its messages for programs. What is for people goes to standard error.
fn messages_of(command: &mut Command) -> Result<String> {
    command.arg("--message-format=json-render-diagnostics").stderr(Stdio::inherit());
    let output = command.output().context("could not run cargo")?;
    ensure!(output.status.success(), "{} failed: {}", describe(command), output.status);
    Ok(String::from_utf8(output.stdout)?)
}

fn strings(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Array(list) => list.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

/// Removes line tables, which are most of a binary that is not optimised. Without a `strip`
/// (it comes with a C compiler) the packages are larger, and work the same.
pub(super) fn strip(binary: &Path) -> Result<()> {
    match Command::new("strip").arg("-S").arg(binary).status() {
        Ok(status) if !status.success() => bail!("strip -S {} failed", binary.display()),
        _ => Ok(()),
    }
}
