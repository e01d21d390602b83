//! `.env.local` leads to a branch, and so does everything that reads it.

use secrecy::ExposeSecret as _;
use skate_env_core::{
    Environment, Error, Request, Variables, WritableChanges,
    dotenv::outranked,
    files,
    neon::lifecycle::Connection,
};

use super::session::Session;
use crate::failure::Failure;

pub(super) const FILE: &str = ".env.local";

/// A branch's URLs, checked against production: what the file may hold.
pub(super) struct Leading {
    pub(super) environment: Environment,
    changes: WritableChanges,
}

impl Leading {
    /// `production_target` rather than production's.
    pub(super) fn to(
        session: &Session<'_>,
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
        Ok(Self { environment, changes })
    }

    /// Writes the file, and resolves again as `@next/env` would: the variables that count now.
    pub(super) fn write(&self, session: &Session<'_>) -> Result<Variables, Failure> {
        files::write_env_file(&session.context.directory.join(FILE), &self.changes)?;
        let variables = session.context.variables()?;
        let problems = outranked(self.changes.changes(), &variables);
        let problems = problems.iter().map(|outranked| outranked.to_problem(FILE)).collect();
        if let Some(error) = Error::from_problems(problems) {
            return Err(error.into());
        }
        session.context.resolve(&variables, None)?;
        Ok(variables)
    }

    /// The variables as if the file had been written, for what is done without it.
    pub(super) fn variables(&self, session: &Session<'_>) -> Variables {
        let mut variables = session.variables.clone();
        for change in self.changes.changes() {
            variables.set(change.name(), change.value().map_or("", |it| it.expose_secret()));
        }
        variables
    }
}

/// Takes an environment's URLs out: they led to a branch that is gone.
pub(super) fn forget(session: &Session<'_>, environment: Environment) -> Result<(), Failure> {
    let removal = WritableChanges::removal(environment, &session.context.config);
    let path = session.context.directory.join(FILE);
    if path.exists() {
        files::write_env_file(&path, &removal)?;
    }
    Ok(())
}
