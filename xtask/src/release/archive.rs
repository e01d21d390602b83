//! The command alone, for `cargo binstall` and for people: an archive for each platform, attached
//! to the GitHub release. The binary is the very one of the npm package.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use flate2::{Compression, GzBuilder};
use tar::{Builder, Header};

use super::Release;
use super::tarball::Tarball;
use crate::packages::{Profile, stage};
use crate::platform::Platform;
use crate::workspace;

const DOCUMENTS: [&str; 3] = ["LICENSE-APACHE", "LICENSE-MIT", "CHANGELOG.md"];

/// As `[package.metadata.binstall]` of `skate-env-cli` names it.
pub(super) fn path(release: &Release, platform: &Platform) -> PathBuf {
    release.folder.join(format!("{}.tar.gz", name(release, platform)))
}

pub(super) fn name(release: &Release, platform: &Platform) -> String {
    format!("skate-env-command-{}-{}", release.version, platform.triple)
}

/// Without times and owners: the same binary is the same archive.
pub(super) fn write(release: &Release, platform: &Platform, profile: Profile) -> Result<PathBuf> {
    let package = stage::tarball(&release.folder, &platform.package(), &release.version);
    let program = platform.program("skate-env");
    let packed = Tarball::open(&package)?;
    let binary = packed.files.get(&format!("bin/{program}")).context("it has no command")?;
    let (path, name) = (path(release, platform), name(release, platform));
    let level = match profile {
        Profile::Release => Compression::best(),
        Profile::Dev => Compression::fast(),
    };
    let gzip = GzBuilder::new().mtime(0).write(fs::File::create(&path)?, level);
    let mut archive = Builder::new(gzip);
    append(&mut archive, &format!("{name}/{program}"), &binary.bytes, 0o755)?;
    for document in DOCUMENTS {
        let bytes = fs::read(workspace::root().join(document))?;
        append(&mut archive, &format!("{name}/{document}"), &bytes, 0o644)?;
    }
    archive.into_inner()?.finish()?;
    Ok(path)
}

fn append(
    archive: &mut Builder<impl std::io::Write>,
    name: &str,
    bytes: &[u8],
    mode: u32,
) -> Result<()> {
    let mut header = Header::new_gnu();
    header.set_size(bytes.len() as u64);
    header.set_mode(mode);
    Ok(archive.append_data(&mut header, Path::new(name), bytes)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `cargo binstall` fills in what stands in braces.
    #[test]
    fn cargo_binstall_looks_for_the_archive_where_it_is() -> Result<()> {
        let manifest = workspace::root().join("crates/skate-env-cli/Cargo.toml");
        let manifest: toml_edit::DocumentMut = fs::read_to_string(manifest)?.parse()?;
        let binstall = &manifest["package"]["metadata"]["binstall"];
        for platform in Platform::published()? {
            let release = Release::of("packages".into(), std::slice::from_ref(&platform))?;
            let filled = |field: &str| {
                let template = binstall[field].as_str().context("a field is missing")?;
                let with_version = template.replace("{ version }", &release.version);
                Ok::<_, anyhow::Error>(with_version.replace("{ target }", &platform.triple))
            };
            let name = name(&release, &platform);
            assert!(filled("pkg-url")?.ends_with(&format!("/v{}/{name}.tar.gz", release.version)));
            assert_eq!(filled("bin-dir")?, format!("{name}/{{ bin }}{{ binary-ext }}"));
        }
        Ok(())
    }
}
