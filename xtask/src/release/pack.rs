//! Packs a release into `target/packages`: each platform where it can be built, then, when all are
//! there, the main package and what describes them.

use std::fs;

use anyhow::Result;

use super::{Options, PROFILE, Release, archive, check, checksums, cross, sbom};
use crate::packages::{Profile, stage};

/// `cargo xtask release pack [--platform NAME]…`
pub(super) fn platforms(options: &Options) -> Result<()> {
    let release = Release::packed(&options.platforms)?;
    for platform in &release.platforms {
        let binaries = cross::compile(platform, PROFILE)?;
        fs::create_dir_all(&release.folder)?;
        let tarball = stage::platform(&release.folder, platform, &binaries, PROFILE)?;
        println!("{}: {}", tarball.display(), check::platform(&release, platform, PROFILE)?);
    }
    Ok(())
}

/// `cargo xtask release pack main`
pub(super) fn main(options: &Options) -> Result<()> {
    let release = Release::packed(&options.platforms)?;
    describe(&release, PROFILE)?;
    check::packed(&release, PROFILE)
}

/// Everything but the platforms' packages, which are there.
pub(super) fn describe(release: &Release, profile: Profile) -> Result<()> {
    stage::package(&release.folder, &release.platforms)?;
    for platform in &release.platforms {
        archive::write(release, platform, profile)?;
    }
    // A build for tests is never handed out.
    if profile == Profile::Release {
        sbom::write(release)?;
    }
    checksums::write(&release.folder)
}
