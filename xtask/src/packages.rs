//! Builds the npm packages: compiles the addons and the command for this machine, and packs them
//! as users get them.

mod binaries;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};

use crate::lock::lock;
use crate::progress::{Progress, Task};
use crate::run::{npm, read};
use crate::{fingerprint, platform, workspace};

pub(crate) use binaries::{Binaries, Profile, compile};

/// The tarballs of one build.
pub(crate) struct Tarballs {
    /// `skate-env`.
    pub(crate) package: PathBuf,
    /// `@skate-env/node-<platform>`, which holds the binaries.
    pub(crate) platform: PathBuf,
}

/// `cargo xtask build [--dev]`
pub(crate) fn main(arguments: &[String]) -> Result<()> {
    let profile = match arguments {
        [] => Profile::Release,
        [only] if only == "--dev" => Profile::Dev,
        _ => bail!("`cargo xtask build` takes nothing but --dev"),
    };
    let Tarballs { package, platform } = build(profile)?;
    for tarball in [package, platform] {
        println!("{} ({} kB)", tarball.display(), tarball.metadata()?.len() / 1000);
    }
    Ok(())
}

/// Compiles and packs what changed since the last time.
pub(crate) fn build(profile: Profile) -> Result<Tarballs> {
    build_and_show(profile, None)
}

/// The same, with bars instead of what cargo says.
pub(crate) fn build_with_progress(profile: Profile, progress: &Progress) -> Result<Tarballs> {
    build_and_show(profile, Some(progress))
}

fn build_and_show(profile: Profile, progress: Option<&Progress>) -> Result<Tarballs> {
    let _lock = lock("build")?;
    let manifest = read_json(&workspace::node().join("package.json"))?;
    let version = manifest["version"].as_str().context("package.json has no version")?;
    let folder = workspace::npm();
    let tarballs = Tarballs {
        package: folder.join(format!("skate-env-{version}.tgz")),
        platform: folder.join(format!("skate-env-node-{}-{version}.tgz", platform::name())),
    };
    let binaries = compile(profile, progress)?;
    let (stamp, inputs) = (folder.join("inputs"), inputs(&binaries)?);
    let packed = tarballs.package.exists() && tarballs.platform.exists();
    if packed && fingerprint::is_current(&stamp, &inputs) {
        return Ok(tarballs);
    }
    let packing = progress.map(|progress| progress.begin("Packing the npm packages"));
    let staged = stage_platform(&manifest, &binaries, profile)?;
    pack(&staged, &tarballs.platform)?;
    pack(&stage_package(&manifest)?, &tarballs.package)?;
    fs::write(stamp, inputs)?;
    packing.into_iter().for_each(Task::end);
    Ok(tarballs)
}

/// What the tarballs are made of: the binaries as cargo left them, and the package's own files.
fn inputs(binaries: &Binaries) -> Result<String> {
    let Binaries { addon, network_addon, command } = binaries;
    let mut inputs = fingerprint::of([workspace::node().as_path()])?;
    for binary in [addon, network_addon, command] {
        let metadata = binary.metadata()?;
        let modified = metadata.modified()?.duration_since(UNIX_EPOCH)?.as_nanos();
        write!(inputs, "\n{} {} {modified}", binary.display(), metadata.len())?;
    }
    Ok(inputs)
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
/// path, the one that `branches` loads, and the command. The addons are also put where the
/// package's own tests load them.
fn stage_platform(manifest: &Value, binaries: &Binaries, profile: Profile) -> Result<PathBuf> {
    let platform = platform::name();
    let addons = ["skate-env", "skate-env-neon"].map(|name| format!("{name}.{platform}.node"));
    let folder = empty(&platform)?;
    fs::create_dir(folder.join("bin"))?;
    // With its mode: npm keeps that the command may be run.
    let staged = [
        (&binaries.addon, folder.join(&addons[0])),
        (&binaries.network_addon, folder.join(&addons[1])),
        (&binaries.command, folder.join("bin").join(platform::program("skate-env"))),
    ];
    for (binary, place) in &staged {
        fs::copy(binary, place)?;
        if profile == Profile::Dev {
            binaries::strip(place)?;
        }
    }
    for addon in &addons {
        replace(&folder.join(addon), &workspace::node().join("js").join(addon))?;
    }
    let mut own = json!({
        "name": platform_package(),
        "version": manifest["version"],
        "description": format!("The binaries of skate-env for {platform}"),
        "license": manifest["license"],
        "repository": manifest["repository"],
        "engines": manifest["engines"],
        "os": [platform::os()],
        "cpu": [platform::cpu()],
        "main": addons[0],
        // No program can be started from within Yarn's archives.
        "preferUnplugged": true,
        "files": [&addons[0], &addons[1], "bin"],
    });
    if let Some(libc) = platform::libc() {
        own["libc"] = json!([libc]);
    }
    write_json(&folder.join("package.json"), &own)?;
    Ok(folder)
}

/// Puts a new file in the old one's place: whoever has loaded the old one keeps it.
fn replace(file: &Path, place: &Path) -> Result<()> {
    let draft = place.with_extension("draft");
    fs::copy(file, &draft)?;
    Ok(fs::rename(draft, place)?)
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
