//! Detects from its files which tools a project uses: Prisma, Next.js, the package manager, git.

mod git;
pub(crate) mod javascript;
mod neon;
mod next;
mod package;
mod package_manager;
mod prisma;
mod source_file;
mod test_runner;
mod version;
mod wiring;

use std::path::{Path, PathBuf};

pub(crate) use git::{Blob, Git, Tracking};
pub(crate) use neon::{branch_of_file, project_of_file};
pub(crate) use next::{NEXT_FUNCTION, NEXT_PACKAGE, Next, next_wiring};
pub(crate) use package::Package;
pub(crate) use package_manager::PackageManager;
pub(crate) use prisma::{
    DATASOURCE, DATASOURCE_FIELDS, PRISMA_FUNCTION, PRISMA_PACKAGE, Prisma, config_paths,
    datasource_fields, migrations_folder, prisma_wiring,
};
pub(crate) use source_file::{SourceFile, read};
pub(crate) use test_runner::{RunnerKind, TestRunner};
pub(crate) use version::Version;
pub(crate) use wiring::{Obstacle, Unclear, Wiring};

use skate_env_core::Error;

/// A project's folder, and the tools that it uses.
pub(crate) struct Project {
    pub(crate) directory: PathBuf,
    pub(crate) package: Option<Package>,
    pub(crate) manager: PackageManager,
    pub(crate) next: Option<Next>,
    pub(crate) prisma: Option<Prisma>,
    pub(crate) test_runners: Vec<TestRunner>,
    pub(crate) drizzle: bool,
    pub(crate) typescript: bool,
    pub(crate) vercel: bool,
}

impl Project {
    /// Reads the files of the tools.
    ///
    /// # Errors
    /// `unreadable_file` if a file exists and cannot be read.
    pub(crate) fn detect(directory: &Path) -> Result<Self, Error> {
        let is_there = |name: &str| directory.join(name).exists();
        let package = Package::read(directory)?;
        let depends_on = |name: &str| package.as_ref().is_some_and(|it| it.depends_on(name));
        let drizzle = depends_on("drizzle-kit") || depends_on("drizzle-orm");
        Ok(Self {
            manager: PackageManager::of(directory),
            next: Next::find(directory, package.as_ref())?,
            prisma: Prisma::find(directory, package.as_ref())?,
            test_runners: TestRunner::find(directory, package.as_ref())?,
            drizzle,
            typescript: is_there("tsconfig.json") || depends_on("typescript"),
            vercel: is_there("vercel.json") || is_there(".vercel"),
            directory: directory.to_owned(),
            package,
        })
    }

    /// The tools in a few words: `Next.js 16, Prisma 7, npm, Vercel`.
    pub(crate) fn describe(&self) -> String {
        let named = |name: &str, version: Option<Version>| match version {
            Some(version) => format!("{name} {}", version.major),
            None => name.to_owned(),
        };
        let mut words = Vec::new();
        words.extend(self.next.as_ref().map(|next| named("Next.js", next.version)));
        words.extend(self.prisma.as_ref().map(|prisma| named("Prisma", prisma.version)));
        words.extend(self.drizzle.then(|| "Drizzle".to_owned()));
        words.extend(self.test_runners.iter().map(|runner| runner.kind.name().to_owned()));
        words.extend(self.package.as_ref().map(|_| self.manager.as_str().to_owned()));
        words.extend(self.vercel.then(|| "Vercel".to_owned()));
        if words.is_empty() { "no tool that init knows".to_owned() } else { words.join(", ") }
    }
}
