//! Compiles for a published platform: for Linux with zig as the linker, so that every machine makes
//! the same file, which runs on the oldest glibc; for macOS and Windows on a machine of that kind.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::binary::GLIBC;
use crate::lock::lock;
use crate::packages::{Binaries, Profile, compile_for};
use crate::platform::{self, Platform};
use crate::run::cargo;
use crate::{wheel, workspace};

/// Zig, and cargo-zigbuild, which calls it: from `PyPI`, with the checksum of each file.
const REQUIREMENTS: &str = include_str!("cross/requirements.txt");

pub(super) fn compile(platform: &Platform, profile: Profile) -> Result<Binaries> {
    if platform.os == "linux" {
        let tools = install()?;
        return compile_for(platform, profile, None, |packages| {
            zigbuild(&tools, platform, packages)
        });
    }
    let host = Platform::host()?;
    ensure!(
        host.os == platform.os,
        "{} is built on {}: its linker and its system's libraries are there alone",
        platform.name(),
        platform.os
    );
    compile_for(platform, profile, None, |_| Ok(cargo(["build", "--target", &platform.triple])))
}

#[expect(clippy::disallowed_methods, reason = "the tools are put before the others on the PATH")]
fn zigbuild(tools: &Path, platform: &Platform, packages: &[&str]) -> Result<Command> {
    let glibc = if platform.libc() == Some("glibc") { format!(".{GLIBC}") } else { String::new() };
    let mut command = cargo(["zigbuild", "--target", &format!("{}{glibc}", platform.triple)]);
    let mut path = vec![tools.join("bin"), tools.join("ziglang")];
    path.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
    command.env("PATH", env::join_paths(path)?);
    command.env("CARGO_ZIGBUILD_ZIG_PATH", tools.join("ziglang").join(platform::program("zig")));
    // Node.js, which loads an addon, has its C library already; the command brings its own.
    let addon = packages.iter().all(|package| package.starts_with("skate-env-node"));
    if platform.libc() == Some("musl") && addon {
        let variable = platform.triple.to_uppercase().replace('-', "_");
        let flags = "-C target-feature=-crt-static";
        command.env(format!("CARGO_TARGET_{variable}_RUSTFLAGS"), flags);
    }
    Ok(command)
}

/// The folder with the tools, installed under `target` by the first call.
fn install() -> Result<PathBuf> {
    let folder = workspace::target().join("tools").join("zigbuild");
    let _lock = lock("zigbuild")?;
    let stamp = folder.join("requirements.txt");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == REQUIREMENTS) {
        return Ok(folder);
    }
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    wheel::unpack(REQUIREMENTS, &folder)
        .context("zig needs Python with pip (apt-get install python3-pip)")?;
    fs::write(stamp, REQUIREMENTS)?;
    Ok(folder)
}
