//! The entries of `.env.local` that point at a branch: written, or removed with the branch.

use std::path::Path;

use secrecy::{ExposeSecret as _, SecretString};
use skate_env_core::{
    Environment, Error, Request, Variables, WritableChanges,
    dotenv::outranked,
    files,
    isolation::inspect,
    neon::{lifecycle::Connection, model::Endpoint},
};

use crate::{control_plane::leads_to, failure::Failure, neon_session::NeonSession};

pub(crate) const ENV_FILE: &str = ".env.local";

/// The URLs of a branch, which are known not to be production's.
pub(crate) struct EnvFileEntry {
    changes: WritableChanges,
}

impl EnvFileEntry {
    /// The entry of a branch.
    ///
    /// # Errors
    /// `production_target` if its URLs are production's.
    pub(crate) fn new(
        session: &NeonSession<'_>,
        branch: &str,
        environment: Environment,
        connection: &Connection,
    ) -> Result<Self, Failure> {
        let changes = WritableChanges::check(
            environment,
            connection.pooled.expose_secret(),
            Some(connection.direct.expose_secret()),
            &session.variables,
            &session.context.config,
            &Request::new(),
        )?;
        Ok(Self { changes: changes.of_branch(branch) })
    }

    /// Writes the file, reads all files again as `@next/env` does, and returns the variables that
    /// are now in effect.
    pub(crate) fn write(&self, session: &NeonSession<'_>) -> Result<Variables, Failure> {
        files::write_env_file(&session.context.directory.join(ENV_FILE), &self.changes)?;
        let variables = session.context.variables()?;
        let problems = outranked(self.changes.changes(), &variables);
        let problems = problems.iter().map(|outranked| outranked.to_problem(ENV_FILE)).collect();
        if let Some(error) = Error::from_problems(problems) {
            return Err(error.into());
        }
        session.context.resolve(&variables, None)?;
        Ok(variables)
    }

    /// Writes another file than the one that this directory's tools read.
    pub(crate) fn write_to(&self, path: &Path) -> Result<(), Failure> {
        Ok(files::write_env_file(path, &self.changes)?)
    }

    /// The variables and their values.
    pub(crate) fn assignments(&self) -> impl Iterator<Item = (&str, &SecretString)> {
        self.changes.changes().iter().filter_map(|change| Some((change.name(), change.value()?)))
    }

    /// The variables that would be in effect if the file had been written.
    pub(crate) fn variables_without_writing(&self, session: &NeonSession<'_>) -> Variables {
        let mut variables = session.variables.clone();
        for change in self.changes.changes() {
            variables.set(change.name(), change.value().map_or("", |it| it.expose_secret()));
        }
        variables
    }
}

/// Removes the entries that lead to one of these deleted computes. Returns their environments.
pub(crate) fn remove_entries(
    session: &NeonSession<'_>,
    endpoints: &[&Endpoint],
) -> Result<Vec<Environment>, Failure> {
    let NeonSession { context, variables, .. } = session;
    let leads_there = |environment: &Environment| {
        let found = inspect(*environment, variables, &context.config, &Request::new());
        let is_in_file = found.place.as_ref().is_some_and(|place| place.path == ENV_FILE);
        is_in_file && endpoints.iter().any(|it| leads_to(found.target.as_ref(), it))
    };
    let environments: Vec<_> = Environment::ALL.into_iter().filter(leads_there).collect();
    let running = Environment::from_variables(variables)?.0;
    for environment in &environments {
        let removal = if *environment == running {
            WritableChanges::removal(*environment, &context.config)
        } else {
            WritableChanges::removal_of_pair(*environment, &context.config)
        };
        files::write_env_file(&context.directory.join(ENV_FILE), &removal)?;
    }
    Ok(environments)
}
