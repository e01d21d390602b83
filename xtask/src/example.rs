//! The example app, with the package as a user installs it: from tarballs, not from a workspace.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use serde_json::{Map, Value};

use crate::lock::lock;
use crate::packages::Tarballs;
use crate::run::{npm, read};
use crate::{fingerprint, packages, tools, workspace};

const OWN: [&str; 2] = ["skate-env", "@skate-env"];

pub(crate) fn folder() -> PathBuf {
    workspace::root().join("examples/nextjs-prisma")
}

/// Builds and packs what changed, and installs all that the app needs.
pub(crate) fn install() -> Result<()> {
    let tarballs = packages::build(packages::Profile::Dev)?;
    install_dependencies()?;
    install_packages(&tarballs)
}

/// Installs what the app needs from the registry. It does not wait for the tarballs: it installs
/// from a manifest without them.
pub(crate) fn install_dependencies() -> Result<()> {
    let _lock = lock("example")?;
    let manifests = ["package.json", "package-lock.json"].map(|name| folder().join(name));
    let wanted = fingerprint::of(manifests.iter().map(PathBuf::as_path))?;
    let installed = folder().join("node_modules");
    let stamp = installed.join(".skate-env-dependencies");
    if fingerprint::is_current(&stamp, &wanted) {
        return Ok(());
    }
    let draft = workspace::target().join("tools/example.draft");
    for old in [&draft, &installed] {
        if old.exists() {
            fs::remove_dir_all(old)?;
        }
    }
    fs::create_dir_all(&draft)?;
    for manifest in &manifests {
        let mut value: Value = serde_json::from_str(&fs::read_to_string(manifest)?)?;
        remove_own(&mut value);
        let name = manifest.file_name().context("a manifest has a name")?;
        fs::write(draft.join(name), serde_json::to_string_pretty(&value)?)?;
    }
    read(&mut npm(&draft, ["ci", "--ignore-scripts"]))?;
    fs::rename(draft.join("node_modules"), &installed)?;
    Ok(fs::write(stamp, wanted)?)
}

/// Installs the tarballs beside the app's other dependencies.
pub(crate) fn install_packages(tarballs: &Tarballs) -> Result<()> {
    let _lock = lock("example")?;
    let packed = fingerprint::of([tarballs.package.as_path(), tarballs.platform.as_path()])?;
    let stamp = folder().join("node_modules/.skate-env-installed");
    if fingerprint::is_current(&stamp, &packed) {
        return Ok(());
    }
    // npm would see no new version.
    for name in OWN {
        let old = folder().join("node_modules").join(name);
        if old.exists() {
            fs::remove_dir_all(old)?;
        }
    }
    read(&mut npm(&folder(), ["install", "--no-save", "--ignore-scripts", "--prefer-offline"]))?;
    Ok(fs::write(stamp, packed)?)
}

/// Prisma's schema engine in WebAssembly, for machines that cannot reach the native one.
pub(crate) fn schema_engine() -> Result<PathBuf> {
    let folder = workspace::root().join("xtask/prisma-engine");
    tools::npm_ci(&folder, "")?;
    Ok(folder.join("schema-engine.mjs"))
}

/// Removes every mention of our own packages from `package.json` or `package-lock.json`.
fn remove_own(value: &mut Value) {
    let is_own = |key: &str| {
        let name = key.strip_prefix("node_modules/").unwrap_or(key);
        OWN.contains(&name) || name.starts_with("@skate-env/")
    };
    if let Value::Object(fields) = value {
        let kept = std::mem::take(fields).into_iter().filter(|(key, _)| !is_own(key));
        *fields = kept.collect::<Map<_, _>>();
        fields.values_mut().for_each(remove_own);
    }
}

#[cfg(test)]
mod tests {
    use super::remove_own;
    use serde_json::json;

    #[test]
    fn nothing_of_our_own_is_left_in_a_manifest() {
        let mut lock = json!({
            "dependencies": { "next": "1", "skate-env": "file:x.tgz" },
            "packages": { "": { "overrides": { "@skate-env/node-linux-x64-gnu": "file:y.tgz" } },
                          "node_modules/skate-env": {}, "node_modules/next": { "version": "1" } },
        });
        remove_own(&mut lock);
        let left = json!({
            "dependencies": { "next": "1" },
            "packages": { "": { "overrides": {} }, "node_modules/next": { "version": "1" } },
        });
        assert_eq!(lock, left);
    }
}
