//! Finds and reads Prisma's folder of migrations.

use std::path::{Path, PathBuf};

use skate_env_core::{Code, Problem};
use skate_env_migrate::{Folder, lint::Settings};

use crate::{
    context::Context,
    failure::Failure,
    project::{Project, Version, migrations_folder},
};

/// Prisma sends a script statement by statement from 7.4 on. The installed range does not say whether
/// it is 7.3 or 7.4, so 7.0 counts.
const STATEMENT_BY_STATEMENT: Version = Version::new(7, 0);

/// The folder of migrations, for every command that reads it.
#[derive(clap::Args, Default)]
pub(in crate::commands) struct MigrationsOption {
    /// Read migrations from this folder instead of the project's
    #[arg(long, value_name = "DIR")]
    migrations: Option<PathBuf>,
}

/// The migrations, and how Prisma will apply them.
pub(in crate::commands) struct MigrationsFolder {
    pub(in crate::commands) folder: Folder,
    /// Whether Prisma sends each statement on its own.
    pub(super) statement_by_statement: bool,
}

impl MigrationsFolder {
    /// The linter's settings.
    pub(in crate::commands) fn settings(&self) -> Settings {
        Settings { statement_by_statement: self.statement_by_statement }
    }
}

impl MigrationsOption {
    /// As [`Self::read`]; `None` where there is no folder.
    pub(in crate::commands) fn read_if_there(
        &self,
        context: &Context,
    ) -> Result<Option<MigrationsFolder>, Failure> {
        if self.migrations.is_none() && nearest(context)?.is_none() {
            return Ok(None);
        }
        self.read(context).map(Some)
    }

    /// Reads the folder that the option names, or that of the nearest Prisma project in this or a
    /// parent directory.
    pub(in crate::commands) fn read(&self, context: &Context) -> Result<MigrationsFolder, Failure> {
        let (project, path) = match &self.migrations {
            Some(path) => (nearest(context)?.map(|(it, _)| it), context.directory.join(path)),
            None => nearest(context)?.map(|(it, path)| (Some(it), path)).ok_or_else(no_folder)?,
        };
        if !path.is_dir() {
            let path = context.relative(&path).display().to_string();
            return Err(Failure::usage(
                format!("Cannot find the folder {path}."),
                "Name Prisma's folder of migrations: `--migrations prisma/migrations`.",
            ));
        }
        let version = project.and_then(|it| it.prisma?.version);
        Ok(MigrationsFolder {
            folder: Folder::read(&path)?,
            statement_by_statement: version.is_none_or(|it| it >= STATEMENT_BY_STATEMENT),
        })
    }
}

/// The nearest project with a folder of migrations, up to the repository's root; then the policy's
/// folder.
fn nearest(context: &Context) -> Result<Option<(Project, PathBuf)>, Failure> {
    let mut places: Vec<PathBuf> = Vec::new();
    for folder in context.directory.ancestors() {
        places.push(folder.to_owned());
        if folder.join(".git").exists() {
            break;
        }
    }
    places.push(context.project());
    for place in places.iter().filter(|place| may_be_project(place)) {
        let project = Project::detect(place)?;
        // In a monorepo, one package may hold the schema and another the dependency.
        let default = || "prisma/migrations".to_owned();
        let folder = project.prisma.as_ref().map_or_else(default, migrations_folder);
        let path = place.join(folder);
        if path.is_dir() {
            return Ok(Some((project, path)));
        }
    }
    Ok(None)
}

fn may_be_project(place: &Path) -> bool {
    ["package.json", "prisma", "schema.prisma"].iter().any(|name| place.join(name).exists())
}

fn no_folder() -> Failure {
    let hint = "Change to the Prisma project's folder, or name it: `--migrations DIR`.";
    Problem::new(Code::UnreadableFile, "Cannot find a folder of Prisma migrations.", hint).into()
}
