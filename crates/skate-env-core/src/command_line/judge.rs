//! The answer to a command line.

use crate::{
    Config, Error, Facts, Reading, Request, ResolvedDatabase, Variables,
    deed::{self, Question},
};

/// Decides which database a command line may reach. Pure, as [`resolve`](crate::resolve) is.
///
/// A purpose in the request chooses the URL; it lifts no refusal.
///
/// # Errors
/// Those of [`resolve`](crate::resolve), of every URL in the command line, and
/// `destructive_command`: every problem at once, worst first.
pub fn judge(
    variables: &Variables,
    facts: Facts,
    config: &Config,
    request: &Request,
    reading: &Reading,
) -> Result<ResolvedDatabase, Error> {
    let mut reached = reach(variables, facts, config, request, reading)?;
    Ok(reached.swap_remove(0))
}

/// The same for every database in reach: the environment's own first, then those that the
/// command line itself names, shadow databases last.
///
/// # Errors
/// As [`judge`].
pub fn reach(
    variables: &Variables,
    facts: Facts,
    config: &Config,
    request: &Request,
    reading: &Reading,
) -> Result<Vec<ResolvedDatabase>, Error> {
    deed::judge(Question { variables, facts, config, request }, reading)
}
