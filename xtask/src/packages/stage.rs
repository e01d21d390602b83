//! Folders that hold what a package holds, and npm, which packs them.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use serde_json::{Map, Value, json};

use super::{Binaries, Profile, binaries};
use crate::platform::Platform;
use crate::run::{npm, read};
use crate::{json, workspace};

/// The license files, which every package carries.
pub(super) const LICENSES: [&str; 2] = ["LICENSE-APACHE", "LICENSE-MIT"];

/// `package.json` as it is committed.
pub(crate) fn manifest() -> Result<Value> {
    json::read(&workspace::node().join("package.json"))
}

/// Packs `skate-env` into the folder: what npm would pack, with the platform packages named. In
/// the committed manifest they break `npm ci` for as long as that version is not published.
pub(crate) fn package(folder: &Path, platforms: &[Platform]) -> Result<PathBuf> {
    let (node, manifest) = (workspace::node(), manifest()?);
    let listed = npm_pack(npm(&node, []).args(["pack", "--dry-run"]))?;
    let files = listed["files"].as_array().context("npm pack listed no files")?;
    let stage = empty(&folder.join("skate-env"))?;
    for path in files.iter().filter_map(|file| file["path"].as_str()) {
        let target = stage.join(path);
        fs::create_dir_all(target.parent().unwrap_or(&stage))?;
        fs::copy(node.join(path), target)?;
        let binary = Path::new(path).extension().is_some_and(|extension| extension == "node");
        ensure!(!binary, "package.json packs {path}, which belongs to the platform package");
    }
    let mut own = manifest.clone();
    let fields = own.as_object_mut().context("package.json is no object")?;
    for field in ["devDependencies", "scripts", "napi"] {
        fields.remove(field);
    }
    let named = platforms.iter().map(|platform| (platform.package(), manifest["version"].clone()));
    own["optionalDependencies"] = Value::Object(named.collect::<Map<_, _>>());
    pack(&stage, own, folder)
}

/// Packs the binaries for one platform into the folder: the addon of the start-up path, the one
/// that `branches` loads, and the command.
pub(crate) fn platform(
    folder: &Path,
    platform: &Platform,
    binaries: &Binaries,
    profile: Profile,
) -> Result<PathBuf> {
    let (name, addons, manifest) = (platform.name(), platform.addons(), manifest()?);
    let stage = empty(&folder.join(&name))?;
    fs::create_dir(stage.join("bin"))?;
    // With its mode: npm keeps that the command may be run.
    let staged = [
        (&binaries.addon, stage.join(&addons[0])),
        (&binaries.network_addon, stage.join(&addons[1])),
        (&binaries.command, stage.join("bin").join(platform.program("skate-env"))),
    ];
    for (binary, place) in &staged {
        fs::copy(binary, place)?;
        if profile == Profile::Dev {
            binaries::strip(place)?;
        }
    }
    let mut own = json!({
        "name": platform.package(),
        "version": manifest["version"],
        "description": format!("The binaries of skate-env for {name}"),
        "license": manifest["license"],
        "repository": manifest["repository"],
        "engines": manifest["engines"],
        "os": [platform.os],
        "cpu": [platform.cpu],
        "main": addons[0],
        // No program can be started from within Yarn's archives.
        "preferUnplugged": true,
        "files": [&addons[0], &addons[1], "bin"],
    });
    if let Some(libc) = platform.libc() {
        own["libc"] = json!([libc]);
    }
    pack(&stage, own, folder)
}

/// Where npm puts the tarball of a package in this version.
pub(crate) fn tarball(folder: &Path, package: &str, version: &str) -> PathBuf {
    let name = package.trim_start_matches('@').replace('/', "-");
    folder.join(format!("{name}-{version}.tgz"))
}

/// Packs what lies in the stage, and the licenses. npm gives every file the same time, so that the
/// same files are the same bytes.
fn pack(stage: &Path, mut manifest: Value, folder: &Path) -> Result<PathBuf> {
    let files = manifest["files"].as_array_mut().context("package.json names no files")?;
    for license in LICENSES {
        fs::copy(workspace::root().join(license), stage.join(license))?;
        files.push(json!(license));
    }
    json::write(&stage.join("package.json"), &manifest)?;
    let mut command = npm(stage, ["pack", "--pack-destination"]);
    let packed = npm_pack(command.arg(folder))?;
    let text = |field: &str| packed[field].as_str().with_context(|| format!("npm gave no {field}"));
    let made = folder.join(text("filename")?);
    let tarball = tarball(folder, text("name")?, text("version")?);
    if made != tarball {
        fs::rename(made, &tarball)?;
    }
    Ok(tarball)
}

/// npm 11 answers a list, later ones an object by name.
fn npm_pack(command: &mut std::process::Command) -> Result<Value> {
    let text = read(command.args(["--json", "--ignore-scripts"]))?;
    let answer: Value = serde_json::from_str(&text).context("npm pack answered no JSON")?;
    let first = answer.as_array().and_then(|list| list.first());
    let first = first.or_else(|| answer.as_object()?.values().next());
    first.cloned().context("npm pack packed nothing")
}

fn empty(folder: &Path) -> Result<PathBuf> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    Ok(folder.to_owned())
}
