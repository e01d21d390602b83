//! Which folder of migrations is meant.

use std::path::{Path, PathBuf};

use skate_env_core::{Code, Problem};
use skate_env_migrate::{Folder, lint::Settings};

use crate::{
    context::Context,
    failure::Failure,
    project::{Project, Version, migrations_folder},
};

/// Prisma sends a script statement by statement from 7.4 on. A range does not tell 7.3 from it.
const STATEMENT_BY_STATEMENT: Version = Version::new(7, 0);

/// Where the migrations stand, for every command that reads them.
#[derive(clap::Args)]
pub(super) struct MigrationsOption {
    /// Prisma's folder of migrations, instead of the one that the project names
    #[arg(long, value_name = "DIR")]
    migrations: Option<PathBuf>,
}

/// The migrations, and what is known of the Prisma that will apply them.
pub(super) struct Found {
    pub(super) folder: Folder,
    /// Whether each statement is sent alone.
    pub(super) statement_by_statement: bool,
}

impl Found {
    /// What the linter has to know.
    pub(super) fn settings(&self) -> Settings {
        Settings { statement_by_statement: self.statement_by_statement }
    }
}

impl MigrationsOption {
    /// Reads the folder that was named, or that of the nearest Prisma project from here upward.
    pub(super) fn read(&self, context: &Context) -> Result<Found, Failure> {
        let (project, path) = match &self.migrations {
            Some(path) => (nearest(context)?.map(|(it, _)| it), context.directory.join(path)),
            None => nearest(context)?.map(|(it, path)| (Some(it), path)).ok_or_else(none)?,
        };
        if !path.is_dir() {
            let path = context.relative(&path).display().to_string();
            return Err(Failure::usage(
                format!("There is no folder {path}."),
                "Name Prisma's folder of migrations: `--migrations prisma/migrations`.",
            ));
        }
        let version = project.and_then(|it| it.prisma?.version);
        Ok(Found {
            folder: Folder::read(&path)?,
            statement_by_statement: version.is_none_or(|it| it >= STATEMENT_BY_STATEMENT),
        })
    }
}

/// The nearest project with a folder of migrations, up to the repository's own folder; then the
/// policy's.
fn nearest(context: &Context) -> Result<Option<(Project, PathBuf)>, Failure> {
    let mut places: Vec<PathBuf> = Vec::new();
    for folder in context.directory.ancestors() {
        places.push(folder.to_owned());
        if folder.join(".git").exists() {
            break;
        }
    }
    places.push(context.project());
    for place in places.iter().filter(|place| may_hold(place)) {
        let project = Project::look(place)?;
        // A package of a monorepo may hold the schema, and another the dependency.
        let usual = || "prisma/migrations".to_owned();
        let folder = project.prisma.as_ref().map_or_else(usual, migrations_folder);
        let path = place.join(folder);
        if path.is_dir() {
            return Ok(Some((project, path)));
        }
    }
    Ok(None)
}

fn may_hold(place: &Path) -> bool {
    ["package.json", "prisma", "schema.prisma"].iter().any(|name| place.join(name).exists())
}

fn none() -> Failure {
    let hint = "Change to the Prisma project's folder, or name it: `--migrations DIR`.";
    Problem::new(Code::UnreadableFile, "No folder of Prisma migrations was found.", hint).into()
}
