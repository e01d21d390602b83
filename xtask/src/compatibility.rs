//! What the manifests promise: the oldest compiler, the oldest dependencies, and that no public name
//! changes without a new version. Each compiles much, and a toolchain of its own: nightly jobs.

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::run::{cargo, read, run};
use crate::{release, wheel, workspace};

const SEMVER_CHECKS: (&str, &str) = ("cargo-semver-checks", "0.51.0");
/// A dependency's own lower bounds are its own business; ours are these.
const MINIMAL: &str = "direct-minimal-versions";

/// Every published crate compiles with the `rust-version` that it declares.
pub(crate) fn oldest_compiler() -> Result<()> {
    for (version, packages) in by_rust_version()? {
        println!("Rust {version}: {}", packages.join(", "));
        let mut rustup = Command::new("rustup");
        run(rustup.args(["toolchain", "install", &version, "--profile", "minimal"]))?;
        let mut check = cargo(["check", "--locked", "--all-features"]);
        check.args(packages.iter().flat_map(|package| ["--package", package]));
        check.env("CARGO_TARGET_DIR", workspace::target().join(format!("rust-{version}")));
        run(check.env("RUSTUP_TOOLCHAIN", version))?;
    }
    Ok(())
}

/// Every published crate compiles with the oldest dependencies that its manifest allows.
pub(crate) fn oldest_dependencies() -> Result<()> {
    let folder = workspace::target().join("minimal-versions");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let archive = folder.with_extension("tar");
    let mut git = Command::new("git");
    git.current_dir(workspace::root()).args(["archive", "--output"]).arg(&archive);
    read(git.arg("HEAD"))?;
    read(Command::new("tar").arg("-xf").arg(&archive).arg("-C").arg(&folder))?;
    let mut update = cargo(["update", &format!("-Z{MINIMAL}")]);
    run(update.current_dir(&folder).env("RUSTUP_TOOLCHAIN", "nightly"))?;
    let mut check = cargo(["check", "--all-features"]);
    for (name, _) in release::published_crates()? {
        check.args(["--package", &name]);
    }
    check.env("CARGO_TARGET_DIR", workspace::target().join("minimal-versions-build"));
    run(check.current_dir(&folder))
}

/// The library crates against the last release: its tag is the baseline.
pub(crate) fn public_names() -> Result<()> {
    let mut git = Command::new("git");
    git.current_dir(workspace::root());
    let tags =
        read(git.args(["tag", "--list", "v[0-9]*.[0-9]*.[0-9]*", "--sort=-version:refname"]))?;
    let Some(baseline) = tags.lines().next() else {
        println!("there is no release to compare with");
        return Ok(());
    };
    let mut check = Command::new(wheel::build(SEMVER_CHECKS.0, SEMVER_CHECKS.1)?);
    check.current_dir(workspace::root()).args(["semver-checks", "--baseline-rev", baseline]);
    run(check.args(["--package", "skate-env-core", "--all-features"]))
}

/// The published crates by the compiler that they declare.
fn by_rust_version() -> Result<BTreeMap<String, Vec<String>>> {
    let published = release::published_crates()?;
    let text = read(&mut cargo(["metadata", "--no-deps", "--format-version=1"]))?;
    let metadata: Value = serde_json::from_str(&text)?;
    let mut found = BTreeMap::<_, Vec<_>>::new();
    for package in metadata["packages"].as_array().context("cargo names no packages")? {
        let name = package["name"].as_str().unwrap_or_default();
        if published.iter().any(|(published, _)| published == name) {
            let version = package["rust_version"].as_str();
            let version = version.with_context(|| format!("{name} declares no rust-version"))?;
            found.entry(version.to_owned()).or_default().push(name.to_owned());
        }
    }
    ensure!(!found.is_empty(), "no crate is published");
    Ok(found)
}
