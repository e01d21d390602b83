//! Next.js and its configuration.

mod wiring;

use std::path::Path;

use skate_env_core::Error;

use super::{Package, SourceFile, Unclear, Version, Wiring, javascript::parse};

pub(crate) use wiring::next_wiring;

/// The module that wires a configuration, and its function.
pub(crate) const NEXT_PACKAGE: &[&str] = &["skate-env/next"];
pub(crate) const NEXT_FUNCTION: &str = "withSkateEnv";

/// A Next.js application.
pub(crate) struct Next {
    pub(crate) version: Option<Version>,
    pub(crate) config: Option<SourceFile>,
}

/// In the order in which Next.js looks; it reads no `.cjs`.
const FILES: [&str; 4] = ["next.config.js", "next.config.mjs", "next.config.ts", "next.config.mts"];

impl Next {
    pub(super) fn find(directory: &Path, package: Option<&Package>) -> Result<Option<Self>, Error> {
        let Some(package) = package.filter(|package| package.depends_on("next")) else {
            return Ok(None);
        };
        let version = package.version(directory, "next");
        Ok(Some(Self { version, config: SourceFile::first(directory, FILES)? }))
    }

    /// Whether its configuration goes through `withSkateEnv`.
    pub(crate) fn wiring(&self) -> Wiring {
        let Some(config) = &self.config else { return Wiring::NotWired };
        let read = parse(&config.path, &config.text, |it| next_wiring(it).at_lines(it));
        read.unwrap_or_else(|error| Wiring::Unclear(Unclear::of_syntax(error)))
    }
}
