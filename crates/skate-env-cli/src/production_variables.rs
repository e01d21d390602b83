//! Variables that a command gets empty, because they lead to production.

use std::collections::BTreeMap;

use secrecy::SecretString;
use skate_env_command_line::variables_of_production;
use skate_env_core::{Error, ResolvedDatabase, Variables, files};

use crate::{
    context::Context,
    output::{Output, escape_control, print_stderr},
};

/// The names of the variables to empty, beside those that the command gets from us anyway.
pub(crate) fn to_empty(
    context: &Context,
    variables: &Variables,
    resolved: &ResolvedDatabase,
    child: &BTreeMap<String, SecretString>,
) -> Result<Vec<String>, Error> {
    if resolved.environment.is_production() {
        return Ok(Vec::new());
    }
    let assigned = files::every_assignment(&context.directory, context.process())?;
    let names = variables_of_production(variables, &assigned, &context.config, resolved);
    Ok(names.into_iter().filter(|name| !child.contains_key(name)).collect())
}

/// Names them in one line.
pub(crate) fn print(names: &[String], output: &Output) {
    if names.is_empty() || !output.shows_messages() {
        return;
    }
    let list = names.iter().map(|name| escape_control(name)).collect::<Vec<_>>().join(", ");
    let what = match names {
        [_] => "leads to production, so the command gets it empty",
        _ => "lead to production, so the command gets them empty",
    };
    print_stderr(&format!("note: {list} {what}.\n"));
}
