//! Whether a compiled file is what its platform loads: format, processor, C library, what it needs.

use anyhow::{Context, Result, bail, ensure};
use object::read::elf::{Dyn as _, ElfFile64, FileHeader as _};
use object::{Architecture, BinaryFormat, Endianness, Object as _, ObjectKind};

use crate::platform::Platform;

/// The oldest that Rust supports, and that every supported Node.js runs on.
pub(super) const GLIBC: Glibc = Glibc(2, 17);
/// What Node.js calls when it loads an addon.
const REGISTER: &[u8] = b"napi_register_module_v1";

/// A version of glibc.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Glibc(u32, u32);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Addon,
    Command,
}

/// What is worth telling of a file that is as it should be.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Facts {
    /// The newest that a symbol asks for.
    pub(super) glibc: Option<Glibc>,
}

/// Fails where the platform would not load the file; `oldest` is the oldest glibc that it must
/// run on.
pub(super) fn check(
    bytes: &[u8],
    platform: &Platform,
    kind: Kind,
    oldest: Option<Glibc>,
) -> Result<Facts> {
    let file = object::File::parse(bytes).context("it is no binary, or a damaged one")?;
    let expected = match platform.os {
        "darwin" => BinaryFormat::MachO,
        "win32" => BinaryFormat::Pe,
        _ => BinaryFormat::Elf,
    };
    ensure!(file.format() == expected, "it is {:?}, not {expected:?}", file.format());
    let expected = match platform.cpu {
        "arm64" => Architecture::Aarch64,
        _ => Architecture::X86_64,
    };
    let found = file.architecture();
    ensure!(found == expected, "it is for {found:?}, not for {expected:?}");
    let loadable = match (kind, file.kind()) {
        (Kind::Addon, ObjectKind::Dynamic) | (Kind::Command, ObjectKind::Executable) => true,
        // A program that can be loaded at any address.
        (Kind::Command, ObjectKind::Dynamic) => platform.os == "linux",
        _ => false,
    };
    ensure!(loadable, "it is no {kind:?}: {:?}", file.kind());
    if kind == Kind::Addon {
        let exports = file.exports()?;
        // Mach-O puts an underscore before each name.
        let registers = |name: &[u8]| name.strip_prefix(b"_").unwrap_or(name) == REGISTER;
        ensure!(
            exports.iter().any(|export| registers(export.name())),
            "Node.js cannot register it: it exports no {}",
            String::from_utf8_lossy(REGISTER)
        );
    }
    if platform.os != "linux" {
        return Ok(Facts { glibc: None });
    }
    let elf = ElfFile64::<Endianness>::parse(bytes)?;
    let (glibc, needed) = (newest_glibc(&elf)?, needed(&elf)?);
    let needs_glibc = glibc.is_some() || needed.iter().any(|library| library == "libc.so.6");
    if platform.libc() == Some("musl") {
        ensure!(!needs_glibc, "it needs glibc, which musl's systems do not have");
    } else {
        ensure!(needs_glibc, "it does not use glibc: {needed:?}");
    }
    if let (Some(newest), Some(oldest)) = (glibc, oldest) {
        ensure!(newest <= oldest, "it needs glibc {newest}, and {oldest} is promised");
    }
    Ok(Facts { glibc })
}

/// Of the versions of symbols that the dynamic loader looks for.
fn newest_glibc(file: &ElfFile64<'_>) -> Result<Option<Glibc>> {
    let (endian, data) = (file.endian(), file.data());
    let sections = file.elf_header().sections(endian, data)?;
    let Some((mut needs, link)) = sections.gnu_verneed(endian, data)? else { return Ok(None) };
    let strings = sections.strings(endian, data, link)?;
    let mut newest = None;
    while let Some((_, mut versions)) = needs.next()? {
        while let Some(version) = versions.next()? {
            let name = String::from_utf8_lossy(version.name(endian, strings)?).into_owned();
            let Some(number) = name.strip_prefix("GLIBC_") else { continue };
            newest = newest.max(Some(number.parse::<Glibc>()?));
        }
    }
    Ok(newest)
}

/// The libraries that the dynamic loader looks for.
fn needed(file: &ElfFile64<'_>) -> Result<Vec<String>> {
    let (endian, data) = (file.endian(), file.data());
    let sections = file.elf_header().sections(endian, data)?;
    let Some((entries, link)) = sections.dynamic(endian, data)? else { return Ok(Vec::new()) };
    let strings = sections.strings(endian, data, link)?;
    let needed = entries.iter().filter(|entry| entry.tag(endian) == object::elf::DT_NEEDED);
    needed.map(|entry| Ok(String::from_utf8(entry.string(endian, strings)?.to_vec())?)).collect()
}

impl std::str::FromStr for Glibc {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> Result<Self> {
        let mut numbers = text.split('.').map(str::parse);
        match (numbers.next(), numbers.next()) {
            (Some(Ok(major)), Some(Ok(minor))) => Ok(Self(major, minor)),
            _ => bail!("{text} is no version of glibc"),
        }
    }
}

impl std::fmt::Display for Glibc {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}.{}", self.0, self.1)
    }
}

#[cfg(all(test, target_os = "linux", target_env = "gnu"))]
mod tests {
    use super::*;

    /// The program that runs these tests.
    fn own() -> Result<Vec<u8>> {
        Ok(std::fs::read(std::env::current_exe()?)?)
    }

    fn refusal(bytes: &[u8], platform: &Platform, kind: Kind, oldest: Option<Glibc>) -> String {
        check(bytes, platform, kind, oldest)
            .map_or_else(|error| format!("{error:#}"), |_| String::new())
    }

    #[test]
    fn a_program_of_this_machine_is_one_of_its_platform_alone() -> Result<()> {
        let (bytes, host) = (own()?, Platform::host()?);
        let facts = check(&bytes, &host, Kind::Command, None)?;
        assert!(facts.glibc.is_some_and(|glibc| glibc >= Glibc(2, 2)), "{facts:?}");
        for platform in Platform::published()?.iter().filter(|platform| **platform != host) {
            assert_ne!(refusal(&bytes, platform, Kind::Command, None), "", "{platform:?}");
        }
        assert!(refusal(&bytes, &host, Kind::Addon, None).contains("register"));
        assert!(
            refusal(&bytes, &host, Kind::Command, Some(Glibc(2, 2))).contains("2.2 is promised")
        );
        Ok(())
    }

    #[test]
    fn what_is_no_binary_is_refused() -> Result<()> {
        let (bytes, host) = (own()?, Platform::host()?);
        for damaged in [&[][..], b"#!/bin/sh\n", &bytes[..100]] {
            assert_ne!(refusal(damaged, &host, Kind::Command, None), "");
        }
        Ok(())
    }
}
