//! Runs the project's own Prisma: `prisma migrate deploy` and `prisma db seed`.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use skate_env_command_line::{CommandAnalysis, NoFiles, analyze};
use skate_env_core::{Code, ResolvedDatabase, Variables, files};

use crate::{
    child_process::{self, ChildOutput},
    context::Context,
    exit::{self, Exit},
    failure::Failure,
    progress::Progress,
    project::config_paths,
};

/// What `prisma migrate deploy` prints before each migration; its name follows.
const APPLYING: &str = "Applying migration ";

/// Prisma's command line, as the project has it installed.
pub(crate) struct PrismaCli {
    program: PathBuf,
    folder: PathBuf,
    /// Whether the project configures a seed command.
    pub(crate) has_seed: bool,
}

/// The Prisma commands that skate-env runs.
#[derive(Clone, Copy)]
pub(crate) enum PrismaTask {
    Migrate,
    Seed,
}

impl PrismaCli {
    /// Looks in a directory and its parents, as package managers do. `None` where Prisma is not
    /// installed.
    pub(crate) fn find(directory: &Path) -> Option<Self> {
        let name = if cfg!(windows) { "prisma.cmd" } else { "prisma" };
        let program = directory
            .ancestors()
            .map(|folder| folder.join("node_modules/.bin").join(name))
            .find(|path| path.exists())?;
        let package = directory.ancestors().find(|folder| folder.join("package.json").is_file());
        let folder = package.unwrap_or(directory).to_owned();
        Some(Self { program, has_seed: has_seed(&folder), folder })
    }

    /// Applies pending migrations to a database that was judged for it and has proven its identity.
    /// On a terminal a bar counts them, where it is known how many are pending. The error says how
    /// Prisma ended.
    pub(crate) async fn migrate(
        &self,
        context: &Context,
        variables: &Variables,
        resolved: &ResolvedDatabase,
        progress: &Progress,
        pending: Option<usize>,
    ) -> Result<(), String> {
        let task = PrismaTask::Migrate;
        if !progress.draws() {
            let output = unparsed(progress);
            return self.run(task, context, variables, resolved, output).await;
        }
        let counter = progress.count("Applying migrations", pending);
        let pass_on = |line: &str| {
            if let Some(name) = line.trim().strip_prefix(APPLYING) {
                counter.start(&format!("Applying {}", name.trim_matches('`')));
            }
            progress.note(line);
        };
        self.run(task, context, variables, resolved, ChildOutput::Lines(&pass_on)).await
    }

    /// Runs the app's own seed on a database that was judged for it and has proven its identity.
    /// The error says how Prisma ended.
    pub(crate) async fn seed(
        &self,
        context: &Context,
        variables: &Variables,
        resolved: &ResolvedDatabase,
        progress: &Progress,
    ) -> Result<(), String> {
        self.run(PrismaTask::Seed, context, variables, resolved, unparsed(progress)).await
    }

    async fn run(
        &self,
        task: PrismaTask,
        context: &Context,
        variables: &Variables,
        resolved: &ResolvedDatabase,
        output: ChildOutput<'_>,
    ) -> Result<(), String> {
        let mut command = tokio::process::Command::new(&self.program);
        command.args(task.arguments()).current_dir(&self.folder);
        child_process::give_database(command.as_std_mut(), context, variables, resolved)
            .map_err(|error| error.to_string())?;
        child_process::run(command, output).await
    }
}

fn unparsed(progress: &Progress) -> ChildOutput<'static> {
    if progress.shows_messages() { ChildOutput::Inherited } else { ChildOutput::OnFailure }
}

impl PrismaTask {
    /// What the task would do to a database, as `skate-env run` analyzes it.
    pub(crate) fn analysis(self, context: &Context, variables: &Variables) -> CommandAnalysis {
        let words: Vec<_> =
            ["prisma"].iter().chain(self.arguments()).map(|word| (*word).to_owned()).collect();
        analyze(&words, variables, &context.config, &NoFiles)
    }

    /// The failure of a task that ended with an error.
    pub(crate) fn failure(self, end: &str) -> Failure {
        let (code, help) = match self {
            Self::Migrate => (
                Code::MigrationFailed.as_str(),
                "Fix what Prisma names, then start the same command again: the branch exists.",
            ),
            Self::Seed => (
                exit::SEED_FAILED,
                "Fix the seed, then run `skate-env seed`. The database exists; it may hold a part of \
                 the seed's data.",
            ),
        };
        let command = self.arguments().join(" ");
        Failure::new(Exit::Failed, code, format!("`prisma {command}` {end}."), help)
    }

    fn arguments(self) -> &'static [&'static str] {
        match self {
            Self::Migrate => &["migrate", "deploy"],
            Self::Seed => &["db", "seed"],
        }
    }
}

#[derive(Default, Deserialize)]
struct Package {
    #[serde(default)]
    prisma: PrismaSettings,
}

#[derive(Default, Deserialize)]
struct PrismaSettings {
    seed: Option<String>,
}

/// Prisma 6 reads package.json. Prisma 7 reads a program, which is only searched for the word.
fn has_seed(folder: &Path) -> bool {
    let package =
        files::read_bytes(&folder.join("package.json")).ok().flatten().unwrap_or_default();
    let package: Package = serde_json::from_slice(&package).unwrap_or_default();
    let config =
        config_paths().find_map(|path| files::read_text(&folder.join(path)).ok().flatten());
    package.prisma.seed.is_some() || config.is_some_and(|text| names_seed(&text))
}

fn names_seed(config: &str) -> bool {
    let code = config.lines().filter(|line| !line.trim_start().starts_with("//"));
    code.flat_map(|line| line.match_indices("seed").map(move |(at, _)| (line, at))).any(
        |(line, at)| {
            let before = line[..at].chars().next_back();
            let after = line[at + "seed".len()..].trim_start_matches(['"', '\'', ' ']);
            !before.is_some_and(char::is_alphanumeric) && after.starts_with(':')
        },
    )
}

#[cfg(test)]
mod tests {
    use super::names_seed;

    #[test]
    fn a_seed_is_found_in_the_configuration() {
        assert!(names_seed("export default { migrations: { seed: 'tsx prisma/seed.ts' } }"));
        assert!(names_seed("migrations: {\n  \"seed\" : `node seed.js`,\n}"));
        assert!(!names_seed("// seed: 'tsx prisma/seed.ts'\nmigrations: { path: 'seed' }"));
        assert!(!names_seed("reseed: true"));
    }
}
