//! Compiles what the npm packages carry: the two addons and the command.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use crate::platform::Platform;
use crate::progress::Progress;
use crate::run::{cargo, describe, read};

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

/// Compiles what changed, for this machine. Cargo decides what that is, where the files are, and
/// says what it does; with a `progress` a bar does instead.
pub(crate) fn compile(profile: Profile, progress: Option<&Progress>) -> Result<Binaries> {
    let host = Platform::host()?;
    compile_for(&host, profile, progress, |_| Ok(cargo(["build"])))
}

/// The same for another platform: `build` gives the command that builds the packages for it.
pub(crate) fn compile_for(
    platform: &Platform,
    profile: Profile,
    progress: Option<&Progress>,
    build: impl Fn(&[&str]) -> Result<Command>,
) -> Result<Binaries> {
    let mut artifacts = Vec::new();
    for packages in profile.builds() {
        let mut command = build(packages)?;
        command.args(["--profile", profile.name()]);
        command.args(packages.iter().flat_map(|package| ["--package", package]));
        command.arg("--message-format=json-render-diagnostics");
        if let Some(progress) = progress {
            let task = progress.begin(&format!("Compiling {} (cargo)", packages.join(", ")));
            let all = count_packages(packages)?;
            let mut done = BTreeSet::new();
            run(command.arg("--quiet"), &mut artifacts, |artifact| {
                done.insert(artifact["package_id"].to_string());
                task.advance(done.len(), all);
            })?;
            task.end();
        } else {
            println!("$ {}", describe(&command));
            run(&mut command, &mut artifacts, |_| ())?;
        }
    }
    let find = |field: &str, ending: &str| {
        let files = artifacts.iter().flat_map(|artifact| strings(&artifact[field]));
        let mut files = files.map(PathBuf::from).filter(|file| file.ends_with(ending));
        files.next().with_context(|| format!("cargo built no {ending}"))
    };
    Ok(Binaries {
        addon: find("filenames", &platform.library("skate_env_node"))?,
        network_addon: find("filenames", &platform.library("skate_env_node_neon"))?,
        command: find("executable", &platform.program("skate-env"))?,
    })
}

/// Runs cargo and collects what it built. What is for people goes to standard error.
fn run(
    command: &mut Command,
    artifacts: &mut Vec<Value>,
    mut built: impl FnMut(&Value),
) -> Result<()> {
    let mut cargo = command.stdout(Stdio::piped()).spawn().context("could not run cargo")?;
    let messages = cargo.stdout.take().context("cargo has no standard output")?;
    for message in BufReader::new(messages).lines() {
        let message: Value = serde_json::from_str(&message?)?;
        if message["reason"] == "compiler-artifact" {
            built(&message);
            artifacts.push(message);
        }
    }
    let status = cargo.wait()?;
    ensure!(status.success(), "{} failed: {status}", describe(command));
    Ok(())
}

/// Of the packages, and of all that they are built from.
fn count_packages(packages: &[&str]) -> Result<usize> {
    let mut tree =
        cargo(["tree", "--edges", "normal,build", "--prefix", "none", "--format", "{p}"]);
    tree.args(packages.iter().flat_map(|package| ["--package", package]));
    let text = read(&mut tree)?;
    let names = text.lines().map(|line| line.trim_end_matches(" (*)"));
    Ok(names.filter(|name| !name.is_empty()).collect::<BTreeSet<_>>().len())
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
