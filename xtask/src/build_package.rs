//! The npm packages: the addons and the command are built for this machine, then packed as users
//! get them.

pub(crate) mod command;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::lock::lock;
use crate::run::{npm, read, run};
use crate::{fingerprint, platform, tools, workspace};

/// The tarballs of one build.
pub(crate) struct Tarballs {
    /// `skate-env`.
    pub(crate) package: PathBuf,
    /// `@skate-env/node-<platform>`, which holds the binaries.
    pub(crate) platform: PathBuf,
}

pub(crate) fn main(_: &[String]) -> Result<()> {
    let Tarballs { package, platform } = build()?;
    for tarball in [package, platform] {
        println!("{} ({} kB)", tarball.display(), tarball.metadata()?.len() / 1000);
    }
    Ok(())
}

/// Builds and packs, unless nothing changed since the last time.
pub(crate) fn build() -> Result<Tarballs> {
    let _lock = lock("build")?;
    let (node, folder) = (workspace::node(), workspace::npm());
    let manifest = read_json(&node.join("package.json"))?;
    let version = manifest["version"].as_str().context("package.json has no version")?;
    let tarballs = Tarballs {
        package: folder.join(format!("skate-env-{version}.tgz")),
        platform: folder.join(format!("skate-env-node-{}-{version}.tgz", platform::name())),
    };
    let stamp = folder.join("inputs");
    let current = fingerprint::is_current(&stamp, &inputs()?);
    if current && tarballs.package.exists() && tarballs.platform.exists() {
        return Ok(tarballs);
    }
    tools::npm_ci(&node, "")?;
    run(&mut npm(&node, ["run", "build"]))?;
    pack(&stage_package(&manifest)?, &tarballs.package)?;
    pack(&stage_platform(&manifest)?, &tarballs.platform)?;
    // After the build: it writes files that are inputs too (the loader and the types).
    fs::write(stamp, inputs()?)?;
    Ok(tarballs)
}

fn inputs() -> Result<String> {
    let root = workspace::root();
    let paths = [
        "Cargo.toml",
        "Cargo.lock",
        "crates/skate-env-cli",
        "crates/skate-env-command-line",
        "crates/skate-env-core",
        "crates/skate-env-local",
        "crates/skate-env-node",
        "crates/skate-env-node-neon",
    ];
    let paths: Vec<_> = paths.iter().map(|path| root.join(path)).collect();
    fingerprint::of(paths.iter().map(PathBuf::as_path))
}

/// What npm would pack, with the platform package named: in the committed manifest it breaks
/// `npm ci` for as long as that version is not published. Only what was built here is named.
fn stage_package(manifest: &Value) -> Result<PathBuf> {
    let node = workspace::node();
    let listed = npm_pack(npm(&node, []).args(["pack", "--dry-run"]))?;
    let files = listed["files"].as_array().context("npm pack listed no files")?;
    let folder = empty("skate-env")?;
    for path in files.iter().filter_map(|file| file["path"].as_str()) {
        let target = folder.join(path);
        fs::create_dir_all(target.parent().unwrap_or(&folder))?;
        fs::copy(node.join(path), target)?;
        let binary = Path::new(path).extension().is_some_and(|extension| extension == "node");
        ensure!(!binary, "package.json packs {path}, which belongs to the platform package");
    }
    let mut own = manifest.clone();
    let fields = own.as_object_mut().context("package.json is no object")?;
    fields.remove("devDependencies");
    fields.remove("scripts");
    own["optionalDependencies"] = json!({ platform_package(): manifest["version"] });
    write_json(&folder.join("package.json"), &own)?;
    Ok(folder)
}

/// The package that holds nothing but the binaries for this machine: the addon of the start-up
/// path, the one that `branches` loads, and the command.
fn stage_platform(manifest: &Value) -> Result<PathBuf> {
    let platform = platform::name();
    let binaries = ["skate-env", "skate-env-neon"].map(|name| format!("{name}.{platform}.node"));
    let folder = empty(&platform)?;
    for binary in &binaries {
        let built = workspace::node().join("js").join(binary);
        fs::copy(&built, folder.join(binary))
            .with_context(|| format!("{} was not built", built.display()))?;
    }
    command::build_into(&folder.join("bin"))?;
    let mut own = json!({
        "name": platform_package(),
        "version": manifest["version"],
        "description": format!("The binaries of skate-env for {platform}"),
        "license": manifest["license"],
        "repository": manifest["repository"],
        "engines": manifest["engines"],
        "os": [platform::os()],
        "cpu": [platform::cpu()],
        "main": binaries[0],
        // No program can be started from within Yarn's archives.
        "preferUnplugged": true,
        "files": [&binaries[0], &binaries[1], "bin"],
    });
    if let Some(libc) = platform::libc() {
        own["libc"] = json!([libc]);
    }
    write_json(&folder.join("package.json"), &own)?;
    Ok(folder)
}

fn platform_package() -> String {
    format!("@skate-env/node-{}", platform::name())
}

fn pack(folder: &Path, tarball: &Path) -> Result<()> {
    let destination = workspace::npm();
    let mut command = npm(folder, ["pack", "--pack-destination"]);
    let packed = npm_pack(command.arg(&destination))?;
    let name = packed["filename"].as_str().context("npm pack named no file")?;
    let made = destination.join(name);
    if made != tarball {
        fs::rename(made, tarball)?;
    }
    Ok(())
}

/// npm 11 answers a list, later ones an object by name.
fn npm_pack(command: &mut std::process::Command) -> Result<Value> {
    let text = read(command.args(["--json", "--ignore-scripts"]))?;
    let answer: Value = serde_json::from_str(&text).context("npm pack answered no JSON")?;
    let first = answer.as_array().and_then(|list| list.first());
    let first = first.or_else(|| answer.as_object()?.values().next());
    first.cloned().context("npm pack packed nothing")
}

fn empty(name: &str) -> Result<PathBuf> {
    let folder = workspace::npm().join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

fn read_json(path: &Path) -> Result<Value> {
    let text =
        fs::read_to_string(path).with_context(|| format!("could not read {}", path.display()))?;
    serde_json::from_str(&text).with_context(|| format!("could not read {}", path.display()))
}

fn write_json(path: &Path, value: &Value) -> Result<()> {
    Ok(fs::write(path, serde_json::to_string_pretty(value)? + "\n")?)
}
