//! URLs that are given beside the variables, each judged as if the environment's own variable
//! held it.

use super::{arguments::Arguments, datasource::Question};
use crate::{Environment, Error, Purpose, ResolvedDatabase, names, resolve};

const SCHEMES: [&str; 2] = ["postgres://", "postgresql://"];

/// A URL with the name it was given by: `--url`, `shadowDatabaseUrl`.
pub(super) struct Given<'a> {
    pub(super) name: &'a str,
    url: &'a str,
}

impl<'a> Given<'a> {
    /// The URLs in the values of flags: those of the shadow database, or all others.
    pub(super) fn in_flags(arguments: &Arguments<'a>, shadow: bool) -> Vec<Self> {
        let urls = arguments.flags.iter().filter_map(|&(name, value)| Some((name, value?)));
        urls.filter(|(name, _)| name.contains("shadow") == shadow)
            .filter(|(_, url)| SCHEMES.iter().any(|scheme| url.starts_with(scheme)))
            .map(|(name, url)| Self { name, url })
            .collect()
    }

    /// The option of `prisma.config.ts`.
    pub(super) fn as_shadow(url: &'a str) -> Self {
        Self { name: "shadowDatabaseUrl", url }
    }

    /// Resolves an environment from this URL alone, with every guard.
    pub(super) fn resolve(
        &self,
        question: &Question<'_>,
        environment: Environment,
        purpose: Option<Purpose>,
    ) -> Result<ResolvedDatabase, Error> {
        let mut variables = question.variables.clone();
        variables.set(self.name, self.url);
        variables.set(names::USE_SQLITE, ""); // it would win over any URL
        let mut config = question.config.clone();
        let policy = config.environments.entry(environment).or_default();
        policy.url = Some(self.name.to_owned());
        policy.direct_url = Some(self.name.to_owned());
        let mut request = question.request.clone().environment(environment);
        request.purpose = purpose;
        resolve(&variables, question.facts, &config, &request)
    }
}
