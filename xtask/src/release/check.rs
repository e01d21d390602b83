//! Whether the packed packages are what a user of each platform needs, and nothing else.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use super::binary::{self, GLIBC, Kind};
use super::tarball::Tarball;
use super::{Options, PROFILE, Release, checksums, version};
use crate::packages::{Profile, stage};
use crate::platform::Platform;

const EVERYWHERE: [&str; 3] = ["LICENSE-APACHE", "LICENSE-MIT", "package.json"];
const SCRIPTS: &str = "scripts";

/// `cargo xtask release check`
pub(super) fn main(options: &Options) -> Result<()> {
    let release = Release::packed(&options.platforms)?;
    let version = version::check()?;
    ensure!(version.to_string() == release.version, "package.json says {}", release.version);
    packed(&release, PROFILE)
}

/// Every package of the release.
pub(super) fn packed(release: &Release, profile: Profile) -> Result<()> {
    for platform in &release.platforms {
        println!("{:<34}{}", platform.package(), self::platform(release, platform, profile)?);
    }
    println!("{:<34}{}", "skate-env", package(release)?);
    checksums::check(&release.folder)
}

/// A platform's package; gives what is worth telling.
pub(super) fn platform(release: &Release, platform: &Platform, profile: Profile) -> Result<String> {
    let name = platform.package();
    let tarball = Tarball::open(&stage::tarball(&release.folder, &name, &release.version))?;
    let about = || format!("{name} is not what {} needs", platform.name());
    checked_platform(release, platform, profile, &tarball).with_context(about)
}

fn checked_platform(
    release: &Release,
    platform: &Platform,
    profile: Profile,
    tarball: &Tarball,
) -> Result<String> {
    let manifest = tarball.manifest()?;
    let [addon, network_addon] = platform.addons();
    let command = format!("bin/{}", platform.program("skate-env"));
    let expected = [
        ("name", json!(platform.package())),
        ("version", json!(release.version)),
        ("os", json!([platform.os])),
        ("cpu", json!([platform.cpu])),
        ("libc", platform.libc().map_or(Value::Null, |libc| json!([libc]))),
        ("main", json!(addon)),
        (SCRIPTS, Value::Null),
    ];
    for (field, value) in expected {
        ensure!(manifest[field] == value, "{field} is {}, not {value}", manifest[field]);
    }
    let files: BTreeSet<_> = tarball.files.keys().map(String::as_str).collect();
    let expected = EVERYWHERE.into_iter().chain([addon.as_str(), &network_addon, &command]);
    let expected: BTreeSet<_> = expected.collect();
    ensure!(files == expected, "it holds {files:?}, not {expected:?}");
    // What is built for tests runs here alone.
    let oldest = (profile == Profile::Release).then_some(GLIBC);
    let mut told = format!("{:>6} kB", tarball.size / 1000);
    for (path, kind) in
        [(&addon, Kind::Addon), (&network_addon, Kind::Addon), (&command, Kind::Command)]
    {
        let entry = &tarball.files[path];
        let facts =
            binary::check(&entry.bytes, platform, kind, oldest).with_context(|| path.clone())?;
        ensure!(kind == Kind::Addon || entry.mode & 0o111 != 0, "{path} may not be run");
        let glibc = facts.glibc.map(|glibc| format!(", glibc {glibc}")).unwrap_or_default();
        write!(told, "; {path} {} kB{glibc}", entry.bytes.len() / 1000)?;
    }
    Ok(told)
}

/// The main package: it names exactly the platforms' packages, in this version, and holds all that
/// it exports.
fn package(release: &Release) -> Result<String> {
    let tarball = Tarball::open(&stage::tarball(&release.folder, "skate-env", &release.version))?;
    let manifest = tarball.manifest()?;
    ensure!(manifest["version"] == release.version, "version is {}", manifest["version"]);
    ensure!(manifest[SCRIPTS].is_null(), "it has scripts, which npm would run");
    let named = manifest["optionalDependencies"].as_object().context("it names no platforms")?;
    let named: BTreeSet<_> =
        named.iter().map(|(name, version)| (name.clone(), version.as_str())).collect();
    let platforms = release.platforms.iter();
    let packed: BTreeSet<_> =
        platforms.map(|platform| (platform.package(), Some(release.version.as_str()))).collect();
    ensure!(named == packed, "it names {named:?}, and {packed:?} are packed");
    for path in EVERYWHERE.into_iter().chain(["README.md"]) {
        ensure!(tarball.files.contains_key(path), "it has no {path}");
    }
    let mut exported = Vec::new();
    for field in ["main", "types", "bin", "exports"] {
        paths(&manifest[field], &mut exported);
    }
    for path in exported {
        let path = path.trim_start_matches("./");
        ensure!(tarball.files.contains_key(path), "package.json names {path}, which it lacks");
    }
    let binary =
        tarball.files.keys().find(|path| Path::new(path).extension() == Some("node".as_ref()));
    ensure!(binary.is_none(), "it holds {binary:?}, which belongs to a platform's package");
    Ok(format!("{:>6} kB", tarball.size / 1000))
}

fn paths<'value>(value: &'value Value, found: &mut Vec<&'value str>) {
    match value {
        Value::String(path) => found.push(path),
        Value::Object(fields) => fields.values().for_each(|field| paths(field, found)),
        _ => {}
    }
}
