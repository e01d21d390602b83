//! Builds the npm packages: compiles the addons and the command for this machine, and packs them
//! as users get them.

mod binaries;
pub(crate) mod stage;

use std::env;
use std::fmt::Write as _;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use anyhow::{Context, Result, bail};

use crate::lock::lock;
use crate::platform::Platform;
use crate::progress::{Progress, Task};
use crate::{fingerprint, workspace};

pub(crate) use binaries::{Binaries, Profile, compile, compile_for};

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
    let (platform, manifest) = (Platform::host()?, stage::manifest()?);
    let version = manifest["version"].as_str().context("package.json has no version")?;
    let folder = workspace::npm();
    let tarballs = Tarballs {
        package: stage::tarball(&folder, "skate-env", version),
        platform: stage::tarball(&folder, &platform.package(), version),
    };
    let binaries = compile(profile, progress)?;
    let (stamp, inputs) = (folder.join("inputs"), inputs(&binaries)?);
    let packed = tarballs.package.exists() && tarballs.platform.exists();
    if packed && fingerprint::is_current(&stamp, &inputs) {
        return Ok(tarballs);
    }
    let packing = progress.map(|progress| progress.begin("Packing the npm packages"));
    fs::create_dir_all(&folder)?;
    stage::platform(&folder, &platform, &binaries, profile)?;
    // The addons are also put where the package's own tests load them.
    for addon in platform.addons() {
        let built = folder.join(platform.name()).join(&addon);
        replace(&built, &workspace::node().join("js").join(addon))?;
    }
    // Only what was built here is named.
    stage::package(&folder, &[platform])?;
    fs::write(stamp, inputs)?;
    packing.into_iter().for_each(Task::end);
    Ok(tarballs)
}

/// What the tarballs are made of: the binaries as cargo left them, the package's own files, and
/// this program, which packs them.
fn inputs(binaries: &Binaries) -> Result<String> {
    let Binaries { addon, network_addon, command } = binaries;
    let licenses = stage::LICENSES.map(|name| workspace::root().join(name));
    let node = workspace::node();
    let files = licenses.iter().chain([&node]).map(PathBuf::as_path);
    let mut inputs = fingerprint::of(files)?;
    for binary in [addon, network_addon, command, &env::current_exe()?] {
        let metadata = binary.metadata()?;
        let modified = metadata.modified()?.duration_since(UNIX_EPOCH)?.as_nanos();
        write!(inputs, "\n{} {} {modified}", binary.display(), metadata.len())?;
    }
    Ok(inputs)
}

/// Puts a new file in the old one's place: whoever has loaded the old one keeps it.
fn replace(file: &Path, place: &Path) -> Result<()> {
    let draft = place.with_extension("draft");
    fs::copy(file, &draft)?;
    Ok(fs::rename(draft, place)?)
}
