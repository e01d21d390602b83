//! What every check looks at: read once.

use secrecy::ExposeSecret as _;
use skate_env_core::{
    Config, DatabaseUrl, Environment, Error, Pin, Place, Target, Variables,
    dotenv::{File, Mode, load},
    files::{self, Dotenv},
    names,
};

use crate::{
    context::Context,
    failure::Failure,
    project::{Git, Project},
};

pub(super) const MODES: [Mode; 3] = [Mode::Development, Mode::Production, Mode::Test];

/// The project, its files and the process.
pub(super) struct Patient<'c> {
    pub(super) context: &'c Context,
    pub(super) project: Project,
    pub(super) git: Option<Git>,
    /// Every dotenv file that some mode reads.
    pub(super) files: Vec<Read>,
}

/// A dotenv file, and what it assigns on its own.
pub(super) struct Read {
    pub(super) name: &'static str,
    pub(super) assignments: Vec<Assigned>,
}

/// A variable that a file assigns.
pub(super) struct Assigned {
    pub(super) name: String,
    pub(super) place: Place,
    pub(super) value: secrecy::SecretString,
}

impl<'c> Patient<'c> {
    pub(super) fn examine(context: &'c Context) -> Result<Self, Failure> {
        let mut names: Vec<_> = MODES.iter().flat_map(|mode| mode.file_names()).copied().collect();
        names.sort_unstable();
        names.dedup();
        let files = names.into_iter().filter_map(|name| {
            let bytes = std::fs::read(context.directory.join(name)).ok()?;
            let loaded = load(&[File::new(name, &bytes)], &|_| None);
            let assigned = |it: skate_env_core::dotenv::Assignment| Assigned {
                name: it.name,
                place: it.place,
                value: it.value,
            };
            let assignments = loaded.assignments.into_iter().map(assigned).collect();
            Some(Read { name, assignments })
        });
        Ok(Self {
            files: files.collect(),
            project: Project::look(&context.directory)?,
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

    /// What a process of the mode knows; `None` where a file cannot be used, which is said elsewhere.
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

    /// Production's pins, of the policy and of `SKATE_ENV_PRODUCTION`; what is no pin is left out.
    pub(super) fn pins(&self) -> Vec<Pin> {
        let policy = self.config().environments.get(&Environment::Production);
        let given = self.process().get(names::SKATE_ENV_PRODUCTION).unwrap_or_default();
        let given = given.split(',').filter_map(|pin| Pin::parse(pin.trim()).ok());
        policy.into_iter().flat_map(|policy| policy.pins.clone()).chain(given).collect()
    }
}

impl Assigned {
    pub(super) fn url(&self) -> Option<DatabaseUrl> {
        DatabaseUrl::parse(self.value.expose_secret()).ok()
    }

    /// Where it leads, if it is a URL.
    pub(super) fn target(&self) -> Option<Target> {
        target(self.value.expose_secret())
    }
}

/// Where a value leads, if it is a URL of a server.
pub(super) fn target(value: &str) -> Option<Target> {
    DatabaseUrl::parse(value).ok()?.target(&Variables::new()).ok()?
}
