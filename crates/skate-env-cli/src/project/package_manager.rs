//! The package manager of a project, and its commands.

use std::path::Path;

use skate_env_core::files;

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
    /// By the nearest `packageManager` or lock file: a workspace has them at its root.
    pub(crate) fn of(directory: &Path) -> Self {
        let folders = files::project_folders(directory);
        folders.into_iter().find_map(Self::of_folder).unwrap_or(Self::Npm)
    }

    fn of_folder(folder: &Path) -> Option<Self> {
        let package = Package::read(folder).ok().flatten();
        let said = package.as_ref().and_then(|package| package.string(&["packageManager"]));
        let named = said.and_then(|said| Self::named(said.split('@').next().unwrap_or_default()));
        let mut locks = LOCK_FILES.iter();
        named.or_else(|| locks.find(|(file, _)| folder.join(file).is_file()).map(|it| it.1))
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

    /// Adds a package to the project in this folder.
    pub(crate) fn add(self, folder: &Path) -> String {
        self.adding("", folder)
    }

    /// Adds a package that only developers need.
    pub(crate) fn add_for_development(self, folder: &Path) -> String {
        self.adding(if matches!(self, Self::Yarn | Self::Bun) { " --dev" } else { " -D" }, folder)
    }

    /// pnpm and Yarn 1 want to be told that the workspace's root is meant.
    fn adding(self, option: &str, folder: &Path) -> String {
        let is_root = || files::is_workspace(folder);
        let is_yarn_1 = || !folder.join(".yarnrc.yml").exists();
        let command = match self {
            Self::Npm => "npm install",
            Self::Pnpm if is_root() => "pnpm add -w",
            Self::Pnpm => "pnpm add",
            Self::Yarn if is_root() && is_yarn_1() => "yarn add -W",
            Self::Yarn => "yarn add",
            Self::Bun => "bun add",
        };
        format!("{command}{option}")
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

    /// Runs the command of a package that is not installed. Yarn 1 cannot; npm comes with Node.js.
    pub(crate) const fn download(self) -> &'static str {
        match self {
            Self::Npm | Self::Yarn => "npx",
            Self::Pnpm => "pnpm dlx",
            Self::Bun => "bunx",
        }
    }
}
