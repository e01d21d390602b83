//! Publishes to npm: the platforms, then, when a user would get each of them, the main package. It
//! goes on where an earlier call stopped, and never hands out two things under one version.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use semver::Version;

use super::registry::{Registry, Served};
use super::{Options, Package, Release};
use crate::children::wait_for;

/// npm's registry serves what was published after seconds; at times it takes minutes.
const SERVED_WITHIN: Duration = Duration::from_secs(600);

/// How far a release has come.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Progress<'package> {
    /// These are missing, in the order in which they are published.
    Missing(Vec<&'package Package>),
    /// The main package is there, and these are not: installs get no binary.
    Broken(Vec<&'package Package>),
    Complete,
    /// These were published under this version with other contents.
    Taken(Vec<&'package Package>),
}

/// `cargo xtask release plan`: what the registry has, and what `publish` would do.
pub(super) fn plan(options: &Options) -> Result<()> {
    let release = Release::packed(&options.platforms)?;
    let registry = Registry::new(options.registry.clone(), None);
    let packages = release.packages()?;
    let served = ask(&registry, &release, &packages)?;
    for (package, served) in packages.iter().zip(&served) {
        println!("{:<34}{} {}", package.name, release.version, describe(*served));
    }
    println!("{}", summary(&progress(&packages, &served)));
    Ok(())
}

/// `cargo xtask release publish npm`
pub(super) fn main(options: &Options) -> Result<()> {
    let registry = Registry::new(options.registry.clone(), None);
    let release = Release::packed(&options.platforms)?;
    if options.dry_run {
        return plan(options);
    }
    super::check::packed(&release, super::PROFILE)?;
    publish(&registry, &release, options.at_most).map(drop)
}

/// Publishes what is missing, but not more packages than that; gives how many it published.
pub(super) fn publish(registry: &Registry, release: &Release, at_most: usize) -> Result<usize> {
    let packages = release.packages()?;
    let served = ask(registry, release, &packages)?;
    let progress = progress(&packages, &served);
    println!("{}", summary(&progress));
    let missing = match progress {
        Progress::Complete => return Ok(0),
        Progress::Missing(missing) | Progress::Broken(missing) => missing,
        Progress::Taken(taken) => {
            let names = names(&taken);
            anyhow::bail!("{names} {} is taken: publish under a new version", release.version)
        }
    };
    let (main, platforms) = packages.split_last().context("a release has packages")?;
    let tag = tag(&release.version)?;
    for (done, package) in missing.iter().enumerate() {
        if done == at_most {
            println!("{} of {} are left", missing.len() - done, missing.len());
            return Ok(done);
        }
        if package.name == main.name {
            for platform in platforms {
                wait_until_delivered(registry, platform, &release.version)?;
            }
        }
        registry.publish(package, tag)?;
        wait_until_delivered(registry, package, &release.version)?;
    }
    Ok(missing.len())
}

fn wait_until_delivered(registry: &Registry, package: &Package, version: &str) -> Result<()> {
    let what = format!("the delivery of {} {version}", package.name);
    wait_for(&what, SERVED_WITHIN, || Ok(registry.delivers(package, version)?.then_some(())))
}

pub(super) fn ask(
    registry: &Registry,
    release: &Release,
    packages: &[Package],
) -> Result<Vec<Served>> {
    packages.iter().map(|package| registry.served(package, &release.version)).collect()
}

/// The main package is the last.
pub(super) fn progress<'package>(
    packages: &'package [Package],
    served: &[Served],
) -> Progress<'package> {
    let with = |wanted: Served| {
        let all = packages.iter().zip(served);
        all.filter(|(_, served)| **served == wanted).map(|(package, _)| package).collect::<Vec<_>>()
    };
    let (taken, missing) = (with(Served::Different), with(Served::Nothing));
    match (taken.is_empty(), missing.is_empty(), served.last()) {
        (false, _, _) => Progress::Taken(taken),
        (_, true, _) => Progress::Complete,
        (_, _, Some(Served::Same)) => Progress::Broken(missing),
        _ => Progress::Missing(missing),
    }
}

fn summary(progress: &Progress<'_>) -> String {
    match progress {
        Progress::Complete => "published, all of it".to_owned(),
        Progress::Missing(missing) => format!("`publish` would publish {}", names(missing)),
        Progress::Broken(missing) => {
            format!(
                "BROKEN: skate-env is published and lacks {}; `publish` mends it",
                names(missing)
            )
        }
        Progress::Taken(taken) => {
            format!("{} cannot be published: the version is taken", names(taken))
        }
    }
}

fn describe(served: Served) -> &'static str {
    match served {
        Served::Nothing => "is not published",
        Served::Same => "is published",
        Served::Different => "IS PUBLISHED WITH OTHER CONTENTS",
    }
}

fn names(packages: &[&Package]) -> String {
    packages.iter().map(|package| package.name.as_str()).collect::<Vec<_>>().join(", ")
}

/// What `npm install skate-env` gives is never a candidate.
fn tag(version: &str) -> Result<&'static str> {
    let version = Version::parse(version)?;
    ensure!(version.build.is_empty(), "npm ignores +{}", version.build);
    Ok(if version.pre.is_empty() { "latest" } else { "next" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use Served::{Different, Nothing, Same};

    #[test]
    fn every_state_of_a_release_is_told_apart() -> Result<()> {
        let packages = ["@skate-env/node-a", "@skate-env/node-b", "skate-env"]
            .map(|name| Package { name: name.to_owned(), tarball: "x.tgz".into() });
        let [a, b, main] = packages.each_ref();
        let progress = |served| progress(&packages, served);
        assert_eq!(progress(&[Nothing, Nothing, Nothing]), Progress::Missing(vec![a, b, main]));
        assert_eq!(progress(&[Same, Nothing, Nothing]), Progress::Missing(vec![b, main]));
        assert_eq!(progress(&[Same, Same, Nothing]), Progress::Missing(vec![main]));
        assert_eq!(progress(&[Same, Same, Same]), Progress::Complete);
        assert_eq!(progress(&[Same, Nothing, Same]), Progress::Broken(vec![b]));
        assert_eq!(progress(&[Different, Nothing, Same]), Progress::Taken(vec![a]));
        assert_eq!((tag("1.0.0")?, tag("1.0.0-rc.1")?), ("latest", "next"));
        Ok(())
    }
}
