//! URLs that are given beside the variables, each judged as if the environment's own variable
//! held it.

use secrecy::{ExposeSecret, SecretString};

use super::Question;
use crate::{Environment, Error, Purpose, ResolvedDatabase, names, resolve};

const SCHEMES: [&str; 2] = ["postgres://", "postgresql://"];

/// Whether a text is meant as a connection string.
pub(crate) fn is_url(text: &str) -> bool {
    SCHEMES.iter().any(|scheme| {
        text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    })
}

/// A URL with the name it was given by: `--url`, `shadowDatabaseUrl`.
#[derive(Clone, Debug)]
pub(crate) struct Given {
    pub(crate) name: String,
    url: SecretString,
}

impl Given {
    pub(crate) fn new(name: impl Into<String>, url: impl Into<SecretString>) -> Self {
        Self { name: name.into(), url: url.into() }
    }

    /// Resolves an environment from this URL alone, with every guard.
    pub(super) fn resolve(
        &self,
        question: &Question<'_>,
        environment: Environment,
        purpose: Option<Purpose>,
    ) -> Result<ResolvedDatabase, Error> {
        let mut variables = question.variables.clone();
        variables.set(&self.name, self.url.expose_secret());
        variables.set(names::USE_SQLITE, ""); // it would win over any URL
        let mut config = question.config.clone();
        let policy = config.environments.entry(environment).or_default();
        policy.url = Some(self.name.clone());
        policy.direct_url = Some(self.name.clone());
        let mut request = question.request.clone().environment(environment);
        request.purpose = purpose;
        resolve(&variables, question.facts, &config, &request)
    }
}
