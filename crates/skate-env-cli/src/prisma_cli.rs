//! The project's own migrations and seed, run by its own Prisma.

mod child_process;

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde::Deserialize;
use skate_env_command_line::{CommandAnalysis, analyze, child_variables};
use skate_env_core::{
    Code, ResolvedDatabase, Variables, names,
    verify::{VerifyOptions, verify},
};

use crate::{context::Context, exit, failure::Failure, neon_session::NeonSession};

/// Where a project may say how it is configured, Prisma's own order.
const CONFIGS: [&str; 12] = [
    "prisma.config.js",
    "prisma.config.ts",
    "prisma.config.mjs",
    "prisma.config.cjs",
    "prisma.config.mts",
    "prisma.config.cts",
    ".config/prisma.js",
    ".config/prisma.ts",
    ".config/prisma.mjs",
    ".config/prisma.cjs",
    ".config/prisma.mts",
    ".config/prisma.cts",
];

/// Prisma as the project has it installed.
pub(crate) struct Prisma {
    program: PathBuf,
    folder: PathBuf,
    /// Whether the project says how to seed.
    pub(crate) seeds: bool,
}

/// What Prisma is asked for.
#[derive(Clone, Copy)]
pub(crate) enum Task {
    Migrate,
    Seed,
}

impl Prisma {
    /// From a directory upward, as package managers look; none where a project does without.
    pub(crate) fn find(directory: &Path) -> Option<Self> {
        let name = if cfg!(windows) { "prisma.cmd" } else { "prisma" };
        let program = directory
            .ancestors()
            .map(|folder| folder.join("node_modules/.bin").join(name))
            .find(|path| path.exists())?;
        let package = directory.ancestors().find(|folder| folder.join("package.json").is_file());
        let folder = package.unwrap_or(directory).to_owned();
        Some(Self { program, seeds: seeds(&folder), folder })
    }

    /// Runs it with a branch's direct URL and no other, under the guards of `skate-env run`.
    pub(crate) async fn run(
        &self,
        task: Task,
        session: &NeonSession<'_>,
        variables: &Variables,
    ) -> Result<(), Failure> {
        let context = &session.context;
        let resolved = context.judge(variables, None, &task.analysis(context, variables))?;
        // A URL is a presumption: the branch itself says that it is the branch.
        verify(&resolved, &context.config, &VerifyOptions::default()).await?;
        let ended =
            self.task(task, context, variables, &resolved, session.progress.shows_messages()).await;
        ended.map_err(|end| task.failed(&end))
    }

    /// `migrate deploy` on a database that was judged for it, and is proven. The error says how it
    /// ended.
    pub(crate) async fn deploy(
        &self,
        context: &Context,
        variables: &Variables,
        resolved: &ResolvedDatabase,
        shows_messages: bool,
    ) -> Result<(), String> {
        self.task(Task::Migrate, context, variables, resolved, shows_messages).await
    }

    /// The app's own seed, on a database that was judged for it.
    pub(crate) async fn seed(
        &self,
        context: &Context,
        variables: &Variables,
        resolved: &ResolvedDatabase,
        shows_messages: bool,
    ) -> Result<(), Failure> {
        let ended = self.task(Task::Seed, context, variables, resolved, shows_messages).await;
        ended.map_err(|end| Task::Seed.failed(&end))
    }

    async fn task(
        &self,
        task: Task,
        context: &Context,
        variables: &Variables,
        resolved: &ResolvedDatabase,
        shows_messages: bool,
    ) -> Result<(), String> {
        let mut command = tokio::process::Command::new(&self.program);
        command.args(task.words()).current_dir(&self.folder);
        for (name, value) in child_variables(variables, &context.config, resolved) {
            command.env(name, secrecy::ExposeSecret::expose_secret(&value));
        }
        // It is one command: what was said for this one is said for what it starts.
        if let Some(consent) = context.consent() {
            command.env(names::SKATE_ENV_CONSENT, consent);
        }
        child_process::run(command, shows_messages).await
    }
}

impl Task {
    /// Prisma's command line, as `skate-env run` reads it.
    pub(crate) fn analysis(self, context: &Context, variables: &Variables) -> CommandAnalysis {
        let words = self.words().iter().map(|word| (*word).to_owned());
        let line: Vec<_> = std::iter::once("prisma".to_owned()).chain(words).collect();
        analyze(&line, variables, &context.config, &|_| None)
    }

    fn words(self) -> &'static [&'static str] {
        match self {
            Self::Migrate => &["migrate", "deploy"],
            Self::Seed => &["db", "seed"],
        }
    }

    fn failed(self, end: &str) -> Failure {
        let (code, hint) = match self {
            Self::Migrate => (
                Code::MigrationFailed.as_str(),
                "Mend what Prisma names, then start the same command again: the branch is there.",
            ),
            Self::Seed => (
                exit::SEED_FAILED,
                "Mend the seed, then `skate-env seed`; the database is there, perhaps half seeded.",
            ),
        };
        let line = self.words().join(" ");
        Failure::new(exit::Exit::Failed, code, format!("`prisma {line}` {end}."), hint)
    }
}

#[derive(Default, Deserialize)]
struct Package {
    #[serde(default)]
    prisma: Settings,
}

#[derive(Default, Deserialize)]
struct Settings {
    seed: Option<String>,
}

/// Prisma 6 reads package.json, Prisma 7 its own file: a program, of which only the word counts.
fn seeds(folder: &Path) -> bool {
    let package = fs::read(folder.join("package.json")).unwrap_or_default();
    let package: Package = serde_json::from_slice(&package).unwrap_or_default();
    let config = CONFIGS.iter().find_map(|name| fs::read_to_string(folder.join(name)).ok());
    package.prisma.seed.is_some() || config.is_some_and(|text| has_seed(&text))
}

fn has_seed(config: &str) -> bool {
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
    use super::has_seed;

    #[test]
    fn a_seed_is_seen_in_the_configuration() {
        assert!(has_seed("export default { migrations: { seed: 'tsx prisma/seed.ts' } }"));
        assert!(has_seed("migrations: {\n  \"seed\" : `node seed.js`,\n}"));
        assert!(!has_seed("// seed: 'tsx prisma/seed.ts'\nmigrations: { path: 'seed' }"));
        assert!(!has_seed("reseed: true"));
    }
}
