//! The crates on crates.io: which are published, and which of them are missing there.

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::run::{cargo, read, run};

/// `cargo xtask release publish crates`: those that crates.io lacks, each after what it needs.
pub(super) fn publish(dry_run: bool) -> Result<()> {
    let mut missing = Vec::new();
    for (name, version) in published()? {
        if is_served(&name, &version)? {
            println!("{name} {version} is published");
        } else {
            missing.push(name);
        }
    }
    if missing.is_empty() {
        println!("published, all of it");
        return Ok(());
    }
    let mut command = cargo(["publish", "--locked"]);
    command.args(missing.iter().flat_map(|name| ["--package", name]));
    command.args(dry_run.then_some("--dry-run"));
    run(&mut command)
}

/// The crates that are not marked as our own alone, with their versions.
pub(crate) fn published() -> Result<Vec<(String, String)>> {
    let text = read(&mut cargo(["metadata", "--no-deps", "--format-version=1"]))?;
    let metadata: Value = serde_json::from_str(&text)?;
    let packages = metadata["packages"].as_array().context("cargo names no packages")?;
    let named = |package: &Value| {
        let text = |field: &str| Some(package[field].as_str()?.to_owned());
        Some((text("name")?, text("version")?))
    };
    Ok(packages.iter().filter(|package| package["publish"].is_null()).filter_map(named).collect())
}

fn is_served(name: &str, version: &str) -> Result<bool> {
    let package = format!("{name}@{version}");
    match read(&mut cargo(["info", "--registry", "crates-io", &package])) {
        Ok(_) => Ok(true),
        Err(error) if format!("{error:#}").contains("could not find") => Ok(false),
        Err(error) => bail!("crates.io did not answer for {package}: {error:#}"),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    /// What crates.io and docs.rs show, and what each crate must carry by itself.
    #[test]
    fn every_published_crate_says_what_a_stranger_looks_for() -> Result<()> {
        let text = read(&mut cargo(["metadata", "--no-deps", "--format-version=1"]))?;
        let metadata: Value = serde_json::from_str(&text)?;
        let names: Vec<_> = published()?.into_iter().map(|(name, _)| name).collect();
        assert!(names.len() >= 9, "{names:?}");
        let packages = metadata["packages"].as_array().context("cargo names no packages")?;
        let is_published = |package: &&Value| {
            package["name"].as_str().is_some_and(|name| names.contains(&name.to_owned()))
        };
        for package in packages.iter().filter(is_published) {
            let name = &package["name"];
            for field in ["description", "license", "readme", "repository", "rust_version"] {
                assert!(package[field].is_string(), "{name} has no {field}");
            }
            let count = |field: &str| package[field].as_array().map_or(0, Vec::len);
            assert!((1..=5).contains(&count("keywords")), "keywords of {name}");
            assert!((1..=5).contains(&count("categories")), "categories of {name}");
            assert_eq!(package["metadata"]["docs"]["rs"]["all-features"], true, "{name}");
            let manifest = package["manifest_path"].as_str().map(Path::new);
            let folder = manifest.and_then(Path::parent).context("a manifest has a folder")?;
            for file in ["LICENSE-APACHE", "LICENSE-MIT", "README.md"] {
                assert!(folder.join(file).is_file(), "{name} has no {file}");
            }
        }
        Ok(())
    }
}
