//! A database for every test file: `skateEnv` in the configuration of Vitest or of Jest.

mod jest;
mod vitest;

use std::path::Path;

use super::file_change::{Edit, FileChange};
use crate::project::{Prisma, Project, RunnerKind, TestRunner};

const FUNCTION: &str = "skateEnv";

/// The step that builds the template: whose migrations they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Migrations {
    Prisma,
    Drizzle,
}

impl Migrations {
    /// Those of the project; `None` where there are none to build a template from.
    pub(super) fn of(project: &Project) -> Option<Self> {
        let is_there = |folder: &str| project.directory.join(folder).is_dir();
        let prisma = project.prisma.as_ref().is_some_and(Prisma::is_postgres);
        if prisma && (is_there("prisma/migrations") || is_there("migrations")) {
            return Some(Self::Prisma);
        }
        (project.drizzle && is_there("drizzle")).then_some(Self::Drizzle)
    }

    /// The options in JavaScript.
    fn options(self, quote: char) -> String {
        let name = match self {
            Self::Prisma => "prisma",
            Self::Drizzle => "drizzle",
        };
        format!("{{ migrate: {quote}{name}{quote} }}")
    }
}

/// The change of a runner's configuration.
pub(super) fn change(runner: &TestRunner, typescript: bool, migrations: Migrations) -> FileChange {
    let by_hand = match runner.kind {
        RunnerKind::Vitest => vitest::by_hand(migrations),
        RunnerKind::Jest => jest::by_hand(migrations),
    };
    if let Some(file) = runner.elsewhere {
        let why = match runner.kind {
            RunnerKind::Vitest => "its projects have configurations of their own",
            RunnerKind::Jest => "has the configuration of Jest, and JSON calls no function",
        };
        return FileChange::new(file, None, Edit::skip(why, by_hand));
    }
    let (path, edit) = match (&runner.config, runner.kind) {
        (Some(config), _) if Path::new(&config.path).extension().is_some_and(|it| it == "json") => {
            (&*config.path, Edit::skip("is JSON, which calls no function", by_hand))
        }
        (Some(config), RunnerKind::Vitest) => (&*config.path, vitest::edit(config, migrations)),
        (Some(config), RunnerKind::Jest) => (&*config.path, jest::edit(config, migrations)),
        (None, RunnerKind::Vitest) if typescript => ("vitest.config.ts", vitest::new(migrations)),
        (None, RunnerKind::Vitest) => ("vitest.config.mjs", vitest::new(migrations)),
        (None, RunnerKind::Jest) => ("jest.config.cjs", jest::new(migrations)),
    };
    FileChange::new(path, runner.config.as_ref().map(|config| config.text.clone()), edit)
}
