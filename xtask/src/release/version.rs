//! The version, which stands in many files: one rule says what each holds, `release version` writes
//! it, and `release check` compares.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use semver::Version;
use serde_json::Value;
use toml_edit::DocumentMut;

use crate::run::read;
use crate::{generate, workspace};

const UNRELEASED: &str = "unreleased";

/// `cargo xtask release version VERSION`: every file that holds the version, in one step.
pub(super) fn set(new: &str) -> Result<()> {
    let (old, new) = (current()?, Version::parse(new).context("the version is not like 1.2.3")?);
    ensure!(new >= old, "{new} is before {old}, which is the version now");
    for path in holders()? {
        let path = workspace::root().join(path);
        let text = fs::read_to_string(&path)?;
        if let Some(changed) = with_version(&path, &text, &new)? {
            fs::write(&path, changed)?;
            println!("{}", path.display());
        }
    }
    let changelog = workspace::root().join("CHANGELOG.md");
    fs::write(&changelog, released(&fs::read_to_string(&changelog)?, &new)?)?;
    generate::main(&[])?;
    check().map(drop)
}

/// Whether every file holds the version of the root's `Cargo.toml`.
pub(super) fn check() -> Result<Version> {
    let version = current()?;
    let mut wrong = Vec::new();
    for path in holders()? {
        let text = fs::read_to_string(workspace::root().join(&path))?;
        if with_version(Path::new(&path), &text, &version)?.is_some() {
            wrong.push(path);
        }
    }
    if changelog_version(&fs::read_to_string(workspace::root().join("CHANGELOG.md"))?)? != version {
        wrong.push("CHANGELOG.md".to_owned());
    }
    ensure!(wrong.is_empty(), "these files do not say {version}: {}", wrong.join(", "));
    println!("{version} is the version everywhere");
    Ok(version)
}

fn current() -> Result<Version> {
    let manifest: DocumentMut =
        fs::read_to_string(workspace::root().join("Cargo.toml"))?.parse()?;
    let version = manifest["workspace"]["package"]["version"].as_str();
    Ok(Version::parse(version.context("Cargo.toml has no version")?)?)
}

/// The files that may hold it, relative to the root.
fn holders() -> Result<Vec<String>> {
    let mut git = Command::new("git");
    git.current_dir(workspace::root());
    let listed = read(git.args(["ls-files", "*package.json", "*package-lock.json"]))?;
    let own = ["Cargo.toml", "Cargo.lock", "fuzz/Cargo.lock", "action.yml"].map(str::to_owned);
    Ok(own.into_iter().chain(listed.lines().map(str::to_owned)).collect())
}

/// The text with this version; `None` where it is as it should be.
fn with_version(path: &Path, text: &str, version: &Version) -> Result<Option<String>> {
    let version = version.to_string();
    let changed = match path.file_name().and_then(|name| name.to_str()) {
        Some("Cargo.toml") => cargo_manifest(text, &version)?,
        Some("Cargo.lock") => cargo_lock(text, &version)?,
        Some("action.yml") => action(text, &version)?,
        _ => return npm_manifest(text, &version),
    };
    Ok((changed != text).then_some(changed))
}

/// Its own, and those of the crates beside it.
fn cargo_manifest(text: &str, version: &str) -> Result<String> {
    let mut manifest: DocumentMut = text.parse()?;
    manifest["workspace"]["package"]["version"] = toml_edit::value(version);
    let dependencies = manifest["workspace"]["dependencies"].as_table_like_mut();
    for (_, dependency) in dependencies.context("Cargo.toml has no version table")?.iter_mut() {
        let Some(fields) = dependency.as_table_like_mut() else { continue };
        if fields.contains_key("path") {
            let held = fields.get_mut("version").and_then(toml_edit::Item::as_value_mut);
            let held = held.context("a crate of ours is named without its version")?;
            let decor = held.decor().clone();
            *held = version.into();
            *held.decor_mut() = decor;
        }
    }
    Ok(manifest.to_string())
}

/// That of the crates of the workspace, which come from no registry.
fn cargo_lock(text: &str, version: &str) -> Result<String> {
    let mut lock: DocumentMut = text.parse()?;
    let packages = lock["package"].as_array_of_tables_mut().context("Cargo.lock is empty")?;
    let outside = ["skate-env-fuzz"];
    for package in packages.iter_mut().filter(|package| !package.contains_key("source")) {
        let name = package["name"].as_str().unwrap_or_default();
        if !outside.contains(&name) {
            package["version"] = toml_edit::value(version);
        }
    }
    Ok(lock.to_string())
}

/// The default of the input `version`.
fn action(text: &str, version: &str) -> Result<String> {
    let (before, rest) = text.split_once("\n  version:\n").context("action.yml has no version")?;
    let (description, rest) = rest.split_once("default: \"").context("it has no default")?;
    let (_, after) = rest.split_once('"').context("the default has no end")?;
    Ok(format!("{before}\n  version:\n{description}default: \"{version}\"{after}"))
}

/// What a `package.json` or a lock file says of our own packages.
fn npm_manifest(text: &str, version: &str) -> Result<Option<String>> {
    let old: Value = serde_json::from_str(text)?;
    let mut new = old.clone();
    set_own("", &mut new, version);
    Ok((new != old).then_some(serde_json::to_string_pretty(&new)? + "\n"))
}

fn set_own(key: &str, value: &mut Value, version: &str) {
    let own = is_own(key) || value["name"].as_str().is_some_and(is_own);
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                let holds = own && ["resolved", "version"].contains(&name.as_str());
                set_own(if holds { "skate-env" } else { name }, field, version);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| set_own("", item, version)),
        Value::String(text) if own => {
            if let Some((start, _)) = text.strip_suffix(".tgz").and_then(before_version) {
                *text = format!("{start}-{version}.tgz");
            } else if Version::parse(text).is_ok() {
                version.clone_into(text);
            }
        }
        _ => {}
    }
}

fn is_own(key: &str) -> bool {
    let name = key.strip_prefix("node_modules/").unwrap_or(key);
    name == "skate-env" || name.starts_with("@skate-env/")
}

/// `skate-env-node-linux-x64-gnu` and `1.0.0-rc.1` of `skate-env-node-linux-x64-gnu-1.0.0-rc.1`.
fn before_version(name: &str) -> Option<(&str, &str)> {
    let dashes = name.match_indices('-').map(|(at, _)| (&name[..at], &name[at + 1..]));
    dashes.into_iter().find(|(_, rest)| Version::parse(rest).is_ok())
}

/// The changelog, with its newest heading released today.
fn released(text: &str, version: &Version) -> Result<String> {
    let heading = newest_heading(text)?;
    let now = jiff::Timestamp::now().to_string();
    let (today, _) = now.split_once('T').context("a time begins with its day")?;
    if !heading.ends_with(UNRELEASED) {
        bail!("CHANGELOG.md has nothing that is {UNRELEASED}: what does {version} change?");
    }
    Ok(text.replacen(heading, &format!("## {version} – {today}"), 1))
}

fn changelog_version(text: &str) -> Result<Version> {
    let heading = newest_heading(text)?;
    let version = heading.split(' ').nth(1).context("the heading names no version")?;
    Ok(Version::parse(version)?)
}

fn newest_heading(text: &str) -> Result<&str> {
    text.lines().find(|line| line.starts_with("## ")).context("CHANGELOG.md has no heading")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_holds_the_same_version() -> Result<()> {
        check().map(drop)
    }

    #[test]
    fn a_file_with_another_version_is_told_and_mended() -> Result<()> {
        let new = Version::parse("9.8.7-rc.1")?;
        for path in holders()? {
            let text = fs::read_to_string(workspace::root().join(&path))?;
            let Some(changed) = with_version(Path::new(&path), &text, &new)? else { continue };
            assert!(changed.contains("9.8.7-rc.1"), "{path}");
            assert_eq!(with_version(Path::new(&path), &changed, &new)?, None, "{path}");
            let back = with_version(Path::new(&path), &changed, &current()?)?;
            assert_eq!(back.context("it has changed")?, text, "{path}");
        }
        Ok(())
    }

    #[test]
    fn the_version_of_somebody_elses_package_stays() -> Result<()> {
        let text = r#"{"packages":{"node_modules/next":{"version":"1.0.0"},"node_modules/skate-env":{"version":"1.0.0","resolved":"file:x/skate-env-1.0.0.tgz","dependencies":{"next":"1.0.0"}}}}"#;
        let changed = npm_manifest(text, "2.0.0")?.context("it has changed")?;
        let changed: Value = serde_json::from_str(&changed)?;
        let own = &changed["packages"]["node_modules/skate-env"];
        assert_eq!(own["version"], "2.0.0");
        assert_eq!(own["resolved"], "file:x/skate-env-2.0.0.tgz");
        assert_eq!(own["dependencies"]["next"], "1.0.0");
        assert_eq!(changed["packages"]["node_modules/next"]["version"], "1.0.0");
        Ok(())
    }

    #[test]
    fn a_release_takes_what_was_unreleased() -> Result<()> {
        let version = Version::parse("0.2.0")?;
        let text = "# Changelog\n\n## 0.2.0 – unreleased\n\n- new\n\n## 0.1.0 – 2026-01-01\n";
        let changed = released(text, &version)?;
        assert!(changed.starts_with("# Changelog\n\n## 0.2.0 – 20"), "{changed}");
        assert_eq!(changelog_version(&changed)?, version);
        assert!(released(&changed, &version).is_err());
        Ok(())
    }
}
