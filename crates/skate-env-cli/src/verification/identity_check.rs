//! How a database identifies itself, and whether that proves that it is the expected one.

use std::fmt;

use serde::Serialize;
use skate_env_core::{
    Error, Problem, ResolvedDatabase,
    verify::{self, Identity, Proof, VerifyOptions},
};

use super::{attempt::Attempt, wait::wait_for_answer};
use crate::{context::Context, failure::Failure, output::Output};

/// An identity and what it proves, or why there is none.
pub(crate) struct IdentityCheck(pub(crate) Result<(Identity, Proof), Error>);

/// A database's identity, as JSON.
#[derive(Serialize)]
pub(crate) struct IdentityData<'a> {
    proof: &'static str,
    branch: Option<&'a str>,
    project: Option<&'a str>,
    endpoint: Option<&'a str>,
    /// Text: the number is too large for JavaScript.
    system_identifier: Option<String>,
    database: Option<&'a str>,
    server_version: Option<&'a str>,
    is_in_recovery: Option<bool>,
}

impl IdentityCheck {
    /// Asks a resolved database.
    pub(crate) fn run(
        resolved: &ResolvedDatabase,
        context: &Context,
        output: &Output,
    ) -> Result<Self, Failure> {
        let mut attempt = Attempt::of(context, resolved.environment);
        let check = wait_for_answer(output, async {
            let options = VerifyOptions::default();
            let answer = attempt.time(verify::identify_resolved(resolved, &options)).await;
            Ok(Self(answer.map(|identity| {
                let proof = verify::prove(&identity, resolved, &context.config);
                (identity, proof)
            })))
        })?;
        attempt.end(check.error().map(Error::code));
        Ok(check)
    }

    /// Why this is not the expected database, or did not answer.
    pub(crate) fn error(&self) -> Option<&Error> {
        match &self.0 {
            Ok((_, Proof::Contradicted(error))) | Err(error) => Some(error),
            Ok(_) => None,
        }
    }

    /// A warning if nothing proves that it is the expected database.
    ///
    /// # Errors
    /// The identity contradicts the expectation, or the database did not answer.
    pub(crate) fn warning(self) -> Result<Option<Problem>, Error> {
        match self.0? {
            (_, Proof::Contradicted(error)) => Err(error),
            (_, Proof::Unproven(problem)) => Ok(Some(problem)),
            _ => Ok(None),
        }
    }

    /// The proof, in a word.
    pub(crate) fn proof(&self) -> &'static str {
        self.0.as_ref().map_or("no answer", |(_, proof)| proof.as_str())
    }

    pub(crate) fn identity(&self) -> Option<&Identity> {
        self.0.as_ref().ok().map(|(identity, _)| identity)
    }
}

impl<'a> IdentityData<'a> {
    pub(crate) fn of(check: &'a IdentityCheck) -> Self {
        let identity = check.identity();
        Self {
            proof: check.proof(),
            branch: identity.and_then(Identity::branch),
            project: identity.and_then(|it| it.neon.trusted_project()),
            endpoint: identity.and_then(|it| it.neon.endpoint()),
            system_identifier: identity.and_then(|it| Some(it.system_identifier?.to_string())),
            database: identity.map(|it| it.database.as_str()),
            server_version: identity.map(|it| it.server_version.as_str()),
            is_in_recovery: identity.map(|it| it.is_in_recovery),
        }
    }
}

impl fmt::Display for IdentityCheck {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.identity() {
            Some(identity) => write!(formatter, "{identity}: {}", self.proof()),
            None => formatter.write_str(self.proof()),
        }
    }
}
