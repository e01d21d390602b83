//! Judges a URL that is given beside the variables, as if the environment's own variable held it.

use secrecy::ExposeSecret as _;
use skate_env_core::{Environment, Error, ResolvedDatabase, names, resolve as resolve_variables};

use super::context::JudgeContext;
use crate::url_argument::UrlArgument;

/// Resolves an environment from this URL alone, with every guard. `own` is the database whose
/// variables the command gets.
pub(super) fn resolve(
    url: &UrlArgument,
    context: &JudgeContext<'_>,
    environment: Environment,
    own: Option<&ResolvedDatabase>,
) -> Result<ResolvedDatabase, Error> {
    let mut variables = context.variables.clone();
    variables.set(&url.name, url.url(own, context.variables).expose_secret());
    variables.set(names::USE_SQLITE, ""); // it would win over any URL
    let mut config = context.config.clone();
    let policy = config.environments.entry(environment).or_default();
    policy.url = Some(url.name.clone());
    policy.direct_url = Some(url.name.clone());
    let request = context.request.clone().environment(environment);
    resolve_variables(&variables, context.facts, &config, &request)
}
