//! `.env.local` leads to a branch, and so does everything that reads it.

use secrecy::ExposeSecret as _;
use skate_env_core::{
    Environment, Error, Request, Variables, WritableChanges,
    dotenv::outranked,
    files,
    isolation::inspect,
    neon::{lifecycle::Connection, model::Endpoint},
};

use crate::{control_plane::leads_to, failure::Failure, neon_session::NeonSession};

pub(crate) const FILE: &str = ".env.local";

/// A branch's URLs, checked against production: what the file may hold.
pub(crate) struct EnvFileEntry {
    changes: WritableChanges,
}

impl EnvFileEntry {
    /// `production_target` rather than production's.
    pub(crate) fn to(
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

    /// Writes the file, and resolves again as `@next/env` would: the variables that count now.
    pub(crate) fn write(&self, session: &NeonSession<'_>) -> Result<Variables, Failure> {
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
    pub(crate) fn variables(&self, session: &NeonSession<'_>) -> Variables {
        let mut variables = session.variables.clone();
        for change in self.changes.changes() {
            variables.set(change.name(), change.value().map_or("", |it| it.expose_secret()));
        }
        variables
    }
}

/// Takes out what leads to a compute that is gone, whichever environments' it is: those.
pub(crate) fn forget(
    session: &NeonSession<'_>,
    endpoints: &[&Endpoint],
) -> Result<Vec<Environment>, Failure> {
    let NeonSession { context, variables, .. } = session;
    let own = |environment: &Environment| {
        let found = inspect(*environment, variables, &context.config, &Request::new());
        let in_file = found.place.as_ref().is_some_and(|place| place.path == FILE);
        in_file && endpoints.iter().any(|it| leads_to(found.target.as_ref(), it))
    };
    let forgotten: Vec<_> = Environment::ALL.into_iter().filter(own).collect();
    let runs_as = Environment::from_variables(variables)?.0;
    for environment in &forgotten {
        let removal = if *environment == runs_as {
            WritableChanges::removal(*environment, &context.config)
        } else {
            WritableChanges::removal_of_pair(*environment, &context.config)
        };
        files::write_env_file(&context.directory.join(FILE), &removal)?;
    }
    Ok(forgotten)
}
