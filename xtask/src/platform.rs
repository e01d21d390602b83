//! The platforms that packages are built for, in the words of Rust, npm and napi.

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::json;
use crate::run::read;
use crate::workspace;

/// What a compiled file runs on: one platform package of npm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Platform {
    /// Rust's name, such as `x86_64-unknown-linux-gnu`.
    pub(crate) triple: String,
    /// npm's name, such as `linux`.
    pub(crate) os: &'static str,
    /// npm's name, such as `x64`.
    pub(crate) cpu: &'static str,
    /// napi's name, such as `gnu`; macOS has one alone, which has no name.
    pub(crate) abi: Option<&'static str>,
}

impl Platform {
    /// This machine.
    pub(crate) fn host() -> Result<Self> {
        let text = read(std::process::Command::new("rustc").arg("-vV"))?;
        let triple = text.lines().find_map(|line| line.strip_prefix("host: "));
        Self::from_triple(triple.context("rustc names no host")?)
    }

    /// Those that are published: `napi.targets` of `package.json`.
    pub(crate) fn published() -> Result<Vec<Self>> {
        let manifest = json::read(&workspace::node().join("package.json"))?;
        let targets = manifest["napi"]["targets"].as_array().context("napi.targets is a list")?;
        targets.iter().filter_map(Value::as_str).map(Self::from_triple).collect()
    }

    fn from_triple(triple: &str) -> Result<Self> {
        let parts: Vec<_> = triple.split('-').collect();
        let cpu = match parts[0] {
            "x86_64" => "x64",
            "aarch64" => "arm64",
            _ => bail!("{triple} is a processor that npm's packages have no name for here"),
        };
        let (os, abi) = match parts[1..] {
            ["unknown", "linux", "gnu"] => ("linux", Some("gnu")),
            ["unknown", "linux", "musl"] => ("linux", Some("musl")),
            ["apple", "darwin"] => ("darwin", None),
            ["pc", "windows", "msvc"] => ("win32", Some("msvc")),
            ["pc", "windows", "gnu"] => ("win32", Some("gnu")),
            _ => bail!("{triple} is a system that npm's packages have no name for here"),
        };
        Ok(Self { triple: triple.to_owned(), os, cpu, abi })
    }

    /// Such as `linux-x64-gnu`.
    pub(crate) fn name(&self) -> String {
        let abi = self.abi.map(|abi| format!("-{abi}")).unwrap_or_default();
        format!("{}-{}{abi}", self.os, self.cpu)
    }

    /// The npm package that holds its binaries.
    pub(crate) fn package(&self) -> String {
        format!("@skate-env/node-{}", self.name())
    }

    /// The addon of the start-up path, and the one that holds network code.
    pub(crate) fn addons(&self) -> [String; 2] {
        ["skate-env", "skate-env-neon"].map(|name| format!("{name}.{}.node", self.name()))
    }

    /// npm's word for the C library; only Linux has a choice.
    pub(crate) fn libc(&self) -> Option<&'static str> {
        match (self.os, self.abi) {
            ("linux", Some("musl")) => Some("musl"),
            ("linux", _) => Some("glibc"),
            _ => None,
        }
    }

    /// A program's file name, such as `skate-env.exe`.
    pub(crate) fn program(&self, name: &str) -> String {
        if self.os == "win32" { format!("{name}.exe") } else { name.to_owned() }
    }

    /// A dynamic library's file name, such as `libskate_env_node.so`.
    pub(crate) fn library(&self, name: &str) -> String {
        match self.os {
            "win32" => format!("{name}.dll"),
            "darwin" => format!("lib{name}.dylib"),
            _ => format!("lib{name}.so"),
        }
    }
}

/// npm's name of this machine's system.
pub(crate) fn os() -> &'static str {
    match std::env::consts::OS {
        "macos" => "darwin",
        "windows" => "win32",
        other => other,
    }
}

/// npm's name of this machine's processor.
pub(crate) fn cpu() -> &'static str {
    match std::env::consts::ARCH {
        "x86_64" => "x64",
        "aarch64" => "arm64",
        other => other,
    }
}

/// The file name of a program of this machine.
pub(crate) fn program(name: &str) -> String {
    format!("{name}{}", std::env::consts::EXE_SUFFIX)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn every_published_platform_is_one_that_the_loaders_know() -> Result<()> {
        let loader = fs::read_to_string(workspace::node().join("js/binding.cjs"))?;
        let second = fs::read_to_string(workspace::node().join("js/neon-binding.cjs"))?;
        let published = Platform::published()?;
        for platform in &published {
            let (package, [addon, network_addon]) = (platform.package(), platform.addons());
            assert!(loader.contains(&format!("require('{package}')")), "{package}");
            assert!(loader.contains(&format!("require('./{addon}')")), "{addon}");
            let path =
                format!("  '{}': () => require('{package}/{network_addon}'),", platform.name());
            assert!(second.lines().any(|line| line == path), "{path}");
        }
        assert_eq!(second.matches("() => require('@").count(), published.len());
        Ok(())
    }

    #[test]
    fn npm_names_what_rust_names() -> Result<()> {
        let platform = Platform::from_triple("aarch64-unknown-linux-musl")?;
        assert_eq!(platform.name(), "linux-arm64-musl");
        assert_eq!(platform.libc(), Some("musl"));
        let platform = Platform::from_triple("aarch64-apple-darwin")?;
        assert_eq!((platform.name().as_str(), platform.libc()), ("darwin-arm64", None));
        assert!(Platform::from_triple("x86_64-unknown-freebsd").is_err());
        Ok(())
    }
}
