//! The policy of `skate-env.toml`: parsed from its text.

mod budget;
mod class;
mod document;
mod duration;
mod environment;
mod masking;
mod merge;
mod migrations;
mod pin;
mod pins;
mod preview;
mod run;

use std::{borrow::Cow, collections::BTreeMap};

pub use budget::{BudgetPolicy, OnExceed};
pub use class::ClassPolicy;
pub use duration::parse_duration;
pub use environment::EnvironmentPolicy;
pub use masking::{ColumnName, LargeObjects, Mask, MaskingEngine, MaskingPolicy};
pub use migrations::MigrationPolicy;
pub use pin::Pin;
#[cfg(feature = "verify")]
pub(crate) use pin::system_identifier;
pub(crate) use pins::Pins;
pub use preview::{PreviewPolicy, PreviewReset, PreviewWhen};
pub use run::RunPolicy;

use self::document::Document;
use crate::{Class, Environment, Error, lookup::Name, names};

/// The policy of a project. The default is none: no pins, not strict, the documented names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Config {
    /// Turns `production_unpinned` and a missing `sslmode` into refusals.
    pub strict: bool,
    /// The Neon project that holds every branch.
    pub neon_project_id: Option<String>,
    /// The policy of each environment.
    pub environments: BTreeMap<Environment, EnvironmentPolicy>,
    /// The policy of each class of branches.
    pub classes: BTreeMap<Class, ClassPolicy>,
    /// The policy of deploying migrations.
    pub migrations: MigrationPolicy,
    /// How `skate-env run` starts commands.
    pub run: RunPolicy,
    /// What branches may cost.
    pub budget: BudgetPolicy,
    /// The policy of masking; `None` where no branch is masked.
    pub masking: Option<MaskingPolicy>,
}

impl Config {
    /// The file's name; it is looked for from the working directory up to the repository's root.
    pub const FILE_NAME: &'static str = "skate-env.toml";

    /// Reads the text of a `skate-env.toml`. `path` is only for messages.
    ///
    /// # Errors
    /// `invalid_config`: every problem with its line, an unknown key with the nearest name.
    ///
    /// ```
    /// use skate_env_core::Config;
    ///
    /// let error = Config::parse("skate-env.toml", "strict = true\n\n[project]\nneon_id = \"x\"\n")
    ///     .unwrap_err();
    /// let place = error.problems().next().unwrap().place.clone().unwrap();
    /// assert_eq!(place.to_string(), "skate-env.toml:4");
    /// ```
    pub fn parse(path: &str, text: &str) -> Result<Self, Error> {
        Document::parse(path, text, |root| {
            let strict = root.boolean("strict").unwrap_or_default();
            let neon_project_id =
                root.table("project", |project| project.string("neon_project_id")).flatten();
            let environments =
                root.tables("environments", Environment::ALL, EnvironmentPolicy::read);
            let classes = root.tables("classes", Class::ALL, ClassPolicy::read);
            let migrations = root.table("migrations", MigrationPolicy::read).unwrap_or_default();
            let run = root.table("run", RunPolicy::read).unwrap_or_default();
            let budget = root.table("budget", BudgetPolicy::read).unwrap_or_default();
            let masking = root.table("masking", MaskingPolicy::read);
            Self {
                strict,
                neon_project_id,
                environments,
                classes,
                migrations,
                run,
                budget,
                masking,
            }
        })
    }

    /// Every variable that a decision under this policy may read.
    #[must_use]
    pub fn variable_names(&self) -> Vec<Cow<'static, str>> {
        let chosen = self.environments.values().flat_map(|policy| {
            [&policy.url, &policy.direct_url].into_iter().flatten().chain(&policy.outer_urls)
        });
        let fixed = names::ALL.iter().map(|name| Name::Borrowed(name));
        fixed.chain(chosen.map(|name| Name::Owned(name.clone()))).collect()
    }

    /// The variables that may hold an environment's own URLs: those of [`Config::url_variables`], and
    /// those that a policy further out names instead.
    pub fn all_url_variables(
        &self,
        environment: Environment,
    ) -> impl Iterator<Item = Cow<'static, str>> {
        let outer = self.environments.get(&environment).map(|policy| policy.outer_urls.clone());
        let outer = outer.unwrap_or_default().into_iter().map(Cow::Owned);
        self.url_variables(environment).into_iter().chain(outer)
    }

    /// The names of the variables that hold an environment's own URLs: pooled, direct.
    #[must_use]
    pub fn url_variables(&self, environment: Environment) -> [Cow<'static, str>; 2] {
        let documented = match environment {
            Environment::Production => {
                [names::POSTGRES_PRISMA_URL, names::POSTGRES_URL_NON_POOLING]
            }
            Environment::Staging => {
                [names::POSTGRES_PRISMA_URL_STAGING, names::POSTGRES_URL_NON_POOLING_STAGING]
            }
            Environment::Development => {
                [names::POSTGRES_PRISMA_URL_DEV, names::POSTGRES_URL_NON_POOLING_DEV]
            }
            Environment::Preview => {
                [names::POSTGRES_PRISMA_URL_PREVIEW, names::POSTGRES_URL_NON_POOLING_PREVIEW]
            }
            Environment::Testing => {
                [names::POSTGRES_PRISMA_URL_TEST, names::POSTGRES_URL_NON_POOLING_TEST]
            }
        };
        let policy = self.environments.get(&environment);
        let chosen =
            policy.map_or([None, None], |policy| [policy.url.clone(), policy.direct_url.clone()]);
        let [pooled, direct] = chosen;
        let [own_pooled, own_direct] = documented.map(Name::Borrowed);
        [pooled.map_or(own_pooled, Name::Owned), direct.map_or(own_direct, Name::Owned)]
    }
}
