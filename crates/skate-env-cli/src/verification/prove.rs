//! Proves the identity of databases before a command changes them.

use skate_env_core::{Error, ResolvedDatabase};

use super::{attempt::verify, wait::wait_for_answer};
use crate::{context::Context, failure::Failure, output::Output};

/// Proves every database that is a server; a file cannot be asked.
pub(crate) fn prove(
    databases: &[&ResolvedDatabase],
    context: &Context,
    output: &Output,
) -> Result<(), Failure> {
    let servers = databases.iter().filter(|it| it.target.is_some());
    wait_for_answer(output, async {
        let mut problems = Vec::new();
        for resolved in servers {
            let answer = verify(resolved, context).await;
            problems.extend(answer.err().iter().flat_map(Error::problems).cloned());
        }
        Ok(Error::from_problems(problems))
    })?
    .map_or(Ok(()), |error| Err(error.into()))
}
