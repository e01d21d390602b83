//! URLs that are given beside the variables, each judged as if the environment's own variable
//! held it.

use secrecy::{ExposeSecret, SecretString};

use super::Question;
use crate::{Environment, Error, Purpose, ResolvedDatabase, names, resolve};

/// What a URL is called that no option names.
pub(crate) const ON_THE_LINE: &str = "a URL in the command line";
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

    /// One that an option gives. What is no plain option is not shown: it may be a URL itself.
    pub(crate) fn by_option(option: &str, url: &str) -> Self {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        let is_plain = option.len() < 40 && option.bytes().all(plain);
        Self::new(if is_plain { option } else { ON_THE_LINE }, url)
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
