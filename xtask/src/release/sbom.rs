//! What the binaries are made of, as `CycloneDX`: one file for the command, one for each addon.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::Release;
use crate::run::{cargo, read};
use crate::{wheel, workspace};

const CARGO_CYCLONEDX: (&str, &str) = ("cargo-cyclonedx", "0.5.9");
const FORMAT: &str = "1.5";
/// The file that the tool writes beside each manifest of the workspace.
const DRAFT: &str = "skate-env-sbom-draft";
const PACKAGES: [&str; 3] = ["skate-env-cli", "skate-env-node", "skate-env-node-neon"];

pub(super) fn write(release: &Release) -> Result<()> {
    let members = members()?;
    let written = draft().and_then(|()| collect(release, &members));
    for (_, folder) in members {
        let draft = folder.join(format!("{DRAFT}.json"));
        if draft.exists() {
            fs::remove_file(draft)?;
        }
    }
    written
}

/// Of all platforms at once: what one of them does not use is listed too.
fn draft() -> Result<()> {
    let mut tool = Command::new(wheel::build(CARGO_CYCLONEDX.0, CARGO_CYCLONEDX.1)?);
    tool.current_dir(workspace::root()).args(["cyclonedx", "--quiet", "--format", "json"]);
    tool.args(["--spec-version", FORMAT, "--target", "all", "--override-filename", DRAFT]);
    // The time of the commit, not of the build.
    read(tool.env("SOURCE_DATE_EPOCH", commit_time()?)).map(drop)
}

fn collect(release: &Release, members: &[(String, PathBuf)]) -> Result<()> {
    for package in PACKAGES {
        let member = members.iter().find(|(name, _)| name == package);
        let (_, folder) = member.with_context(|| format!("there is no package {package}"))?;
        let text = fs::read_to_string(folder.join(format!("{DRAFT}.json")))?;
        // The folder in which it was built is nobody's concern.
        let text = text.replace(&format!("file://{}", workspace::root().display()), "file://");
        let described: Value = serde_json::from_str(&text)?;
        let count = described["components"].as_array().map_or(0, Vec::len);
        ensure!(count > 0, "the description of {package} names nothing that it is made of");
        let path = release.folder.join(format!("{package}-{}.cdx.json", release.version));
        fs::write(&path, text)?;
        println!("{}: {count} components", path.display());
    }
    Ok(())
}

fn members() -> Result<Vec<(String, PathBuf)>> {
    let text = read(&mut cargo(["metadata", "--no-deps", "--format-version=1"]))?;
    let metadata: Value = serde_json::from_str(&text)?;
    let packages = metadata["packages"].as_array().context("cargo names no packages")?;
    let member = |package: &Value| {
        let manifest = Path::new(package["manifest_path"].as_str()?);
        Some((package["name"].as_str()?.to_owned(), manifest.parent()?.to_owned()))
    };
    Ok(packages.iter().filter_map(member).collect())
}

fn commit_time() -> Result<String> {
    let mut git = Command::new("git");
    git.current_dir(workspace::root());
    Ok(read(git.args(["log", "-1", "--format=%ct"]))?.trim().to_owned())
}
