//! Neon's API for a command that has a few questions. The runtime is made only where one asks.

use std::future::Future;

use secrecy::SecretString;
use skate_env_core::{Error, Variables, neon::Client};

use crate::{
    context::Context,
    control_plane::{NEON_API_HOST, NEON_API_KEY},
    failure::Failure,
    project::project_of_file,
};

/// The project's id, for a process or `.neon` that says it.
const NEON_PROJECT_ID: &str = "NEON_PROJECT_ID";

/// Asks, and waits for the answer.
pub(crate) fn ask<T>(question: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.map_err(|error| Failure::not_started(&error))?.block_on(question)
}

/// A client with the process' key; `None` without one. To be called by what [`ask`] waits for.
pub(crate) fn client(variables: &Variables) -> Result<Option<Client>, Failure> {
    let Some(key) = variables.get(NEON_API_KEY) else { return Ok(None) };
    let base = variables.get(NEON_API_HOST).unwrap_or(Client::DEFAULT_BASE);
    let client = Client::connect(base, &SecretString::from(key)).map_err(Error::from)?;
    Ok(Some(client))
}

/// The project's id, as the policy, a variable or `.neon` says.
pub(crate) fn project(context: &Context, variables: &Variables) -> Option<String> {
    let set = || variables.get(NEON_PROJECT_ID).map(str::to_owned);
    let said = context.config.neon_project_id.clone().or_else(set);
    said.or_else(|| project_of_file(&context.directory))
}
