//! Next.js and its configuration.

use std::path::Path;

use skate_env_core::Error;

use super::{Package, Source, Version};

/// A Next.js application.
pub(crate) struct Next {
    pub(crate) version: Option<Version>,
    pub(crate) config: Option<Source>,
}

/// In the order in which Next.js looks; it reads no `.cjs`.
const FILES: [&str; 4] = ["next.config.js", "next.config.mjs", "next.config.ts", "next.config.mts"];

impl Next {
    pub(super) fn find(directory: &Path, package: Option<&Package>) -> Result<Option<Self>, Error> {
        let Some(package) = package.filter(|package| package.depends_on("next")) else {
            return Ok(None);
        };
        let version = package.version(directory, "next");
        Ok(Some(Self { version, config: Source::first(directory, FILES)? }))
    }
}
