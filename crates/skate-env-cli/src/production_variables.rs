//! Variables that a command gets empty, because they lead to production or past its gateway.

use std::collections::BTreeMap;

use secrecy::SecretString;
use skate_env_command_line::{Connection, variables_to_empty};
use skate_env_core::{Environment, Error, ResolvedDatabase, Variables, files};

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
    connection: Connection,
) -> Result<Vec<String>, Error> {
    let assigned = files::every_assignment(&context.directory, context.process())?;
    let names = variables_to_empty(variables, &assigned, &context.config, resolved, connection);
    Ok(names.into_iter().filter(|name| !child.contains_key(name)).collect())
}

/// Names them in one line.
pub(crate) fn print(
    names: &[String],
    environment: Environment,
    connection: Connection,
    output: &Output,
) {
    if names.is_empty() || !output.shows_messages() {
        return;
    }
    let list = names.iter().map(|name| escape_control(name)).collect::<Vec<_>>().join(", ");
    let (lead, them) = if names.len() == 1 { ("leads", "it") } else { ("lead", "them") };
    let whither = match (connection, environment.is_production()) {
        (Connection::Direct, _) => "to production",
        (Connection::Guarded, true) => "past the guarded connection",
        (Connection::Guarded, false) => "to production or past the guarded connection",
    };
    let text = format!("note: {list} {lead} {whither}, so the command gets {them} empty.\n");
    print_stderr(&text);
}
