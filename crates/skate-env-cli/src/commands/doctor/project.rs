//! The project that is examined: its files, its variables and its git repository, read once.

use secrecy::ExposeSecret as _;
use skate_env_core::{
    Config, DatabaseUrl, Environment, Error, Pin, Place, Target, Variables,
    dotenv::{File, Mode, PRISMA_FILE, load},
    files::{self, Dotenv},
    names,
};

use crate::{
    context::Context,
    failure::Failure,
    project::{Git, Project as DetectedProject},
};

pub(super) const MODES: [Mode; 3] = [Mode::Development, Mode::Production, Mode::Test];

/// What every check looks at.
pub(super) struct Project<'c> {
    pub(super) context: &'c Context,
    /// The tools that it uses.
    pub(super) detected: DetectedProject,
    pub(super) git: Option<Git>,
    /// Every dotenv file that some mode reads.
    pub(super) dotenv_files: Vec<DotenvFile>,
}

/// A dotenv file, and what it assigns without the others.
pub(super) struct DotenvFile {
    pub(super) name: &'static str,
    pub(super) assignments: Vec<Assignment>,
    /// Whether `vercel env pull` wrote it, by its first line.
    pub(super) is_pulled: bool,
}

/// A variable that a file assigns.
pub(super) struct Assignment {
    pub(super) name: String,
    pub(super) place: Place,
    pub(super) value: secrecy::SecretString,
}

impl<'c> Project<'c> {
    pub(super) fn read(context: &'c Context) -> Result<Self, Failure> {
        let names = MODES.iter().flat_map(|mode| mode.file_names()).copied();
        let mut names: Vec<_> = names.chain([PRISMA_FILE]).collect();
        names.sort_unstable();
        names.dedup();
        let dotenv_files = names.into_iter().filter_map(|name| {
            let bytes = files::read_bytes(&context.directory.join(name)).ok()??;
            let loaded = load(&[File::new(name, &bytes)], &|_| None);
            let assigned = |it: skate_env_core::dotenv::Assignment| Assignment {
                name: it.name,
                place: it.place,
                value: it.value,
            };
            let assignments = loaded.assignments.into_iter().map(assigned).collect();
            let is_pulled = bytes.starts_with(b"# Created by Vercel CLI");
            Some(DotenvFile { name, assignments, is_pulled })
        });
        Ok(Self {
            dotenv_files: dotenv_files.collect(),
            detected: DetectedProject::detect(&context.directory)?,
            git: Git::find(&context.directory),
            context,
        })
    }

    pub(super) fn config(&self) -> &Config {
        &self.context.config
    }

    pub(super) fn process(&self) -> &Variables {
        self.context.process()
    }

    /// The variables of a process in this mode; `None` if a file cannot be used, which another
    /// check reports.
    pub(super) fn variables(&self, mode: Mode) -> Option<Variables> {
        self.load(mode, self.process()).ok().map(|dotenv| dotenv.variables)
    }

    pub(super) fn load(&self, mode: Mode, process: &Variables) -> Result<Dotenv, Error> {
        files::load_dotenv(&self.context.directory, mode, process)
    }

    /// The names under which skate-env looks for URLs.
    pub(super) fn url_names(&self) -> Vec<String> {
        let all = self.config().variable_names().into_iter().map(std::borrow::Cow::into_owned);
        let fixed = |name: &String| {
            !names::ALL.contains(&name.as_str())
                || name.starts_with("POSTGRES_")
                || name.starts_with("DATABASE_URL")
        };
        all.filter(fixed).collect()
    }

    /// Production's pins, from the policy and from `SKATE_ENV_PRODUCTION`; what is not a pin is left
    /// out.
    pub(super) fn pins(&self) -> Vec<Pin> {
        let policy = self.config().environments.get(&Environment::Production);
        let given = self.process().get(names::SKATE_ENV_PRODUCTION).unwrap_or_default();
        let given = given.split(',').filter_map(|pin| Pin::parse(pin.trim()).ok());
        policy.into_iter().flat_map(|policy| policy.pins.clone()).chain(given).collect()
    }
}

impl Assignment {
    pub(super) fn url(&self) -> Option<DatabaseUrl> {
        DatabaseUrl::parse(self.value.expose_secret()).ok()
    }

    /// The target, if the value is a URL.
    pub(super) fn target(&self) -> Option<Target> {
        target(self.value.expose_secret())
    }
}

/// The target of a value, if it is a URL of a server.
pub(super) fn target(value: &str) -> Option<Target> {
    DatabaseUrl::parse(value).ok()?.target(&Variables::new()).ok()?
}
