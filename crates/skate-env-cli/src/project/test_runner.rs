//! Vitest and Jest, and their configurations.

use std::path::Path;

use skate_env_core::Error;

use super::{Package, SourceFile};

/// Which runner it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RunnerKind {
    Vitest,
    Jest,
}

/// A runner of the project's tests.
pub(crate) struct TestRunner {
    pub(crate) kind: RunnerKind,
    pub(crate) config: Option<SourceFile>,
    /// The file that configures it in a way of its own: a list of projects, or `package.json`.
    pub(crate) elsewhere: Option<&'static str>,
}

/// In the order in which Vitest looks.
const VITEST: [&str; 12] = [
    "vitest.config.ts",
    "vitest.config.mts",
    "vitest.config.cts",
    "vitest.config.js",
    "vitest.config.mjs",
    "vitest.config.cjs",
    "vite.config.ts",
    "vite.config.mts",
    "vite.config.cts",
    "vite.config.js",
    "vite.config.mjs",
    "vite.config.cjs",
];

/// The lists of projects of Vitest 1 to 3.
const WORKSPACES: [&str; 8] = [
    "vitest.workspace.ts",
    "vitest.workspace.mts",
    "vitest.workspace.js",
    "vitest.workspace.mjs",
    "vitest.workspace.json",
    "vitest.projects.ts",
    "vitest.projects.js",
    "vitest.projects.json",
];

/// In the order in which Jest looks.
const JEST: [&str; 7] = [
    "jest.config.js",
    "jest.config.ts",
    "jest.config.mjs",
    "jest.config.cjs",
    "jest.config.json",
    "jest.config.mts",
    "jest.config.cts",
];

impl RunnerKind {
    pub(crate) const ALL: [Self; 2] = [Self::Vitest, Self::Jest];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Vitest => "Vitest",
            Self::Jest => "Jest",
        }
    }

    const fn package(self) -> &'static str {
        match self {
            Self::Vitest => "vitest",
            Self::Jest => "jest",
        }
    }
}

impl TestRunner {
    /// The runners that the project depends on.
    pub(super) fn find(directory: &Path, package: Option<&Package>) -> Result<Vec<Self>, Error> {
        let Some(package) = package else { return Ok(Vec::new()) };
        let used = RunnerKind::ALL.into_iter().filter(|kind| package.depends_on(kind.package()));
        used.map(|kind| {
            let (config, elsewhere) = match kind {
                RunnerKind::Vitest => {
                    let is_there = |name: &&str| directory.join(name).is_file();
                    let workspace = WORKSPACES.into_iter().find(is_there);
                    (SourceFile::first(directory, VITEST)?, workspace)
                }
                RunnerKind::Jest => {
                    let in_package = package.value(&["jest"]).map(|_| "package.json");
                    (SourceFile::first(directory, JEST)?, in_package)
                }
            };
            Ok(Self { kind, config, elsewhere })
        })
        .collect()
    }
}
