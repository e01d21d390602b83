//! The package manager of a project, and its commands.

use std::path::Path;

use super::Package;

/// A package manager.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PackageManager {
    Npm,
    Pnpm,
    Yarn,
    Bun,
}

const LOCK_FILES: [(&str, PackageManager); 6] = [
    ("package-lock.json", PackageManager::Npm),
    ("npm-shrinkwrap.json", PackageManager::Npm),
    ("pnpm-lock.yaml", PackageManager::Pnpm),
    ("yarn.lock", PackageManager::Yarn),
    ("bun.lock", PackageManager::Bun),
    ("bun.lockb", PackageManager::Bun),
];

impl PackageManager {
    /// By `packageManager`, else by the nearest lock file: a workspace has one at its root.
    pub(super) fn of(directory: &Path, package: Option<&Package>) -> Self {
        let said = package.and_then(|package| package.string(&["packageManager"]));
        let named = said.and_then(|said| Self::named(said.split('@').next().unwrap_or_default()));
        let locked = || {
            let root = directory.ancestors().position(|folder| folder.join(".git").exists());
            let folders = directory.ancestors().take(root.map_or(1, |index| index + 1));
            folders.into_iter().find_map(|folder| {
                LOCK_FILES.iter().find(|(file, _)| folder.join(file).is_file()).map(|it| it.1)
            })
        };
        named.or_else(locked).unwrap_or(Self::Npm)
    }

    fn named(name: &str) -> Option<Self> {
        [Self::Npm, Self::Pnpm, Self::Yarn, Self::Bun].into_iter().find(|it| it.as_str() == name)
    }

    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Npm => "npm",
            Self::Pnpm => "pnpm",
            Self::Yarn => "yarn",
            Self::Bun => "bun",
        }
    }

    /// Adds a package.
    pub(crate) const fn add(self) -> &'static str {
        match self {
            Self::Npm => "npm install",
            Self::Pnpm => "pnpm add",
            Self::Yarn => "yarn add",
            Self::Bun => "bun add",
        }
    }

    /// Runs a package's command.
    pub(crate) const fn execute(self) -> &'static str {
        match self {
            Self::Npm => "npx",
            Self::Pnpm => "pnpm exec",
            Self::Yarn => "yarn",
            Self::Bun => "bunx",
        }
    }
}
