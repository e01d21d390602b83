//! `cargo xtask release`: the versions, the packages, and how they reach the registries.
//! `RELEASING.md` says in which order.

mod archive;
mod binary;
mod check;
mod checksums;
mod crates;
mod cross;
mod pack;
mod publish;
mod registry;
mod rehearsal;
mod sbom;
mod tarball;
mod verdaccio;
mod version;

use std::path::PathBuf;

use anyhow::{Context, Result, bail, ensure};

use crate::packages::{Profile, stage};
use crate::platform::Platform;
use crate::workspace;

pub(crate) use crates::published as published_crates;
pub(crate) use rehearsal::of_test_build as rehearse;

const USAGE: &str = "`cargo xtask release --help` lists what there is";

/// What stands behind the name of the subcommand.
struct Options {
    platforms: Vec<Platform>,
    registry: Option<String>,
    at_most: usize,
    dry_run: bool,
    words: Vec<String>,
}

/// `cargo xtask release plan|version|check|pack|verify|publish`
pub(crate) fn main(arguments: &[String]) -> Result<()> {
    let (name, rest) = arguments.split_first().context(USAGE)?;
    let options = Options::read(rest)?;
    let words: Vec<_> = options.words.iter().map(String::as_str).collect();
    match (name.as_str(), words.as_slice()) {
        ("plan", []) => publish::plan(&options),
        ("version", [new]) => version::set(new),
        ("check", []) => check::main(&options),
        ("check", ["sources"]) => version::check().map(drop),
        ("pack", []) => pack::platforms(&options),
        ("pack", ["main"]) => pack::main(&options),
        ("verify", []) => rehearsal::main(&options),
        ("publish", ["npm"]) => publish::main(&options),
        ("publish", ["crates"]) => crates::publish(options.dry_run),
        _ => bail!("release {} is none of its commands; {USAGE}", arguments.join(" ")),
    }
}

impl Options {
    fn read(arguments: &[String]) -> Result<Self> {
        let published = Platform::published()?;
        let (mut platforms, mut words) = (Vec::new(), Vec::new());
        let (mut registry, mut at_most, mut dry_run) = (None, usize::MAX, false);
        let mut arguments = arguments.iter().map(String::as_str);
        while let Some(argument) = arguments.next() {
            let mut value =
                || arguments.next().with_context(|| format!("{argument} needs a value"));
            match argument {
                "--platform" => platforms.push(find(&published, value()?)?),
                "--registry" => registry = Some(value()?.to_owned()),
                "--at-most" => at_most = value()?.parse().context("--at-most needs a number")?,
                "--dry-run" => dry_run = true,
                flag if flag.starts_with('-') => bail!("there is no {flag}; {USAGE}"),
                word => words.push(word.to_owned()),
            }
        }
        if platforms.is_empty() {
            platforms = published;
        }
        Ok(Self { platforms, registry, at_most, dry_run, words })
    }
}

/// By npm's name, or `host`.
fn find(published: &[Platform], name: &str) -> Result<Platform> {
    let name = if name == "host" { Platform::host()?.name() } else { name.to_owned() };
    let found = published.iter().find(|platform| platform.name() == name);
    let names = || published.iter().map(Platform::name).collect::<Vec<_>>().join(", ");
    found.cloned().with_context(|| format!("{name} is not published; there are {}", names()))
}

/// The packages of one version, in the order in which they are published: the platforms first, for
/// whoever installs the main one gets those that it names.
struct Release {
    version: String,
    folder: PathBuf,
    platforms: Vec<Platform>,
}

/// A package and its tarball.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Package {
    name: String,
    tarball: PathBuf,
}

impl Release {
    /// Of what `release pack` packed.
    fn packed(platforms: &[Platform]) -> Result<Self> {
        Self::of(workspace::target().join("packages"), platforms)
    }

    fn of(folder: PathBuf, platforms: &[Platform]) -> Result<Self> {
        let manifest = stage::manifest()?;
        let version = manifest["version"].as_str().context("package.json has no version")?;
        Ok(Self { version: version.to_owned(), folder, platforms: platforms.to_vec() })
    }

    fn packages(&self) -> Result<Vec<Package>> {
        let names = self.platforms.iter().map(Platform::package);
        let packages = names.chain(["skate-env".to_owned()]).map(|name| {
            let tarball = stage::tarball(&self.folder, &name, &self.version);
            ensure!(tarball.is_file(), "{name} is not packed: {} is missing", tarball.display());
            Ok(Package { name, tarball })
        });
        packages.collect()
    }
}

/// How a release is compiled.
const PROFILE: Profile = Profile::Release;
