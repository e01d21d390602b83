//! A release from its packages to a stranger's first guarded URL, in a registry on this machine.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};

use super::publish::{self, Progress};
use super::registry::Served;
use super::verdaccio::Verdaccio;
use super::{Options, PROFILE, Package, Release, check, pack};
use crate::packages::{self, Profile};
use crate::platform::Platform;
use crate::run::{node, run};
use crate::{tools, workspace};

/// The package managers, in the versions that a stranger installs with.
const PNPM: (&str, &str) = ("pnpm", "10.34.9");
const YARN: (&str, &str) = ("@yarnpkg/cli-dist", "4.18.1");
const BUN: &str = "1.4.4";

/// `cargo xtask release verify`: what `release pack` packed.
pub(super) fn main(options: &Options) -> Result<()> {
    let release = Release::packed(&options.platforms)?;
    check::packed(&release, PROFILE)?;
    stops_and_goes_on(&release)?;
    mends_and_refuses(&release)?;
    install(&release, &tools::nodes()?)
}

/// The same with a build for tests, of this platform alone: stopped and taken up again, then
/// installed.
pub(crate) fn of_test_build(nodes: &[PathBuf]) -> Result<()> {
    let release = host()?;
    stops_and_goes_on(&release)?;
    mends_and_refuses(&release)?;
    install(&release, nodes)
}

fn host() -> Result<Release> {
    packages::build(Profile::Dev)?;
    let release = Release::of(workspace::target().join("rehearsal"), &[Platform::host()?])?;
    if release.folder.exists() {
        fs::remove_dir_all(&release.folder)?;
    }
    fs::create_dir_all(&release.folder)?;
    for platform in &release.platforms {
        let [from, to] = [workspace::npm(), release.folder.clone()]
            .map(|folder| packages::stage::tarball(&folder, &platform.package(), &release.version));
        fs::copy(from, to)?;
    }
    pack::describe(&release, Profile::Dev)?;
    let first = sums(&release)?;
    pack::describe(&release, Profile::Dev)?;
    ensure!(first == sums(&release)?, "the same files were packed as other bytes");
    check::packed(&release, Profile::Dev)?;
    Ok(release)
}

fn sums(release: &Release) -> Result<String> {
    Ok(fs::read_to_string(release.folder.join("SHA256SUMS"))?)
}

/// Stopped after each package, and taken up again: every state is told, and nothing is published
/// twice.
fn stops_and_goes_on(release: &Release) -> Result<()> {
    let verdaccio = Verdaccio::start()?;
    let (registry, packages) = (verdaccio.registry(), release.packages()?);
    for published in 0..packages.len() {
        let served = publish::ask(&registry, release, &packages)?;
        let missing: Vec<_> = packages.iter().skip(published).collect();
        let progress = publish::progress(&packages, &served);
        ensure!(progress == Progress::Missing(missing), "after {published}: {progress:?}");
        ensure!(publish::publish(&registry, release, 1)? == 1, "one was to be published");
    }
    let served = publish::ask(&registry, release, &packages)?;
    ensure!(publish::progress(&packages, &served) == Progress::Complete, "{served:?}");
    ensure!(publish::publish(&registry, release, usize::MAX)? == 0, "nothing was left to publish");
    println!("stopped after each of {} packages, and went on", packages.len());
    Ok(())
}

/// A main package without its platforms is mended; a version with other contents is refused, and
/// nothing is published then.
fn mends_and_refuses(release: &Release) -> Result<()> {
    let verdaccio = Verdaccio::start()?;
    let (registry, packages) = (verdaccio.registry(), release.packages()?);
    let (main, platforms) = packages.split_last().context("a release has packages")?;
    registry.publish(main, "latest")?;
    let served = publish::ask(&registry, release, &packages)?;
    let broken = Progress::Broken(platforms.iter().collect());
    ensure!(publish::progress(&packages, &served) == broken, "it is broken: {served:?}");
    publish::publish(&registry, release, usize::MAX)?;
    let served = publish::ask(&registry, release, &packages)?;
    ensure!(publish::progress(&packages, &served) == Progress::Complete, "{served:?}");

    let verdaccio = Verdaccio::start()?;
    let registry = verdaccio.registry();
    let folder = tempfile::tempdir()?;
    let other = with_other_contents(platforms.first().context("no platform")?, folder.path())?;
    registry.publish(&other, "latest")?;
    let Err(refusal) = publish::publish(&registry, release, usize::MAX) else {
        bail!("a version that is taken was published");
    };
    ensure!(format!("{refusal:#}").contains("is taken"), "{refusal:#}");
    let served = publish::ask(&registry, release, &packages)?;
    let rest = served.iter().skip(1).all(|served| *served == Served::Nothing);
    ensure!(served[0] == Served::Different && rest, "{served:?}");
    println!("a release that was half published is mended; a version that is taken is refused");
    Ok(())
}

/// The same name and version, and one more file.
fn with_other_contents(package: &Package, folder: &Path) -> Result<Package> {
    let packed = super::tarball::Tarball::open(&package.tarball)?;
    let stage = folder.join("package");
    for (path, entry) in &packed.files {
        let place = stage.join(path);
        fs::create_dir_all(place.parent().unwrap_or(&stage))?;
        fs::write(place, &entry.bytes)?;
    }
    fs::write(stage.join("README.md"), "Other contents.\n")?;
    let mut npm = crate::run::npm(&stage, ["pack", "--json", "--pack-destination"]);
    crate::run::read(npm.arg(folder))?;
    let name = package.tarball.file_name().context("a tarball has a name")?;
    Ok(Package { name: package.name.clone(), tarball: folder.join(name) })
}

/// From a registry that serves the whole release, by each package manager, under each Node.js.
fn install(release: &Release, nodes: &[PathBuf]) -> Result<()> {
    let verdaccio = Verdaccio::start()?;
    publish::publish(&verdaccio.registry(), release, usize::MAX)?;
    let program = |(name, version): (&str, &str), path: &str| {
        Ok::<_, anyhow::Error>(tools::install(name, version)?.join("node_modules").join(path))
    };
    let paths = std::env::join_paths(nodes)?;
    let mut tests = node(&workspace::node(), ["--test", "--test-concurrency=2"]);
    tests.arg("test/packed/managers.test.mjs");
    tests.env("SKATE_ENV_TEST_REGISTRY", &verdaccio.url);
    tests.env("SKATE_ENV_TEST_VERSION", &release.version);
    tests.env("SKATE_ENV_TEST_NODES", paths);
    tests.env("SKATE_ENV_TEST_PNPM", program(PNPM, "pnpm/bin/pnpm.cjs")?);
    tests.env("SKATE_ENV_TEST_YARN", program(YARN, "@yarnpkg/cli-dist/bin/yarn.js")?);
    run(tests.env("SKATE_ENV_TEST_BUN", tools::bun(BUN)?))
}
