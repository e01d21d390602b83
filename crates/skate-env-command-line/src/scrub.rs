//! URLs of production, and those past a guarded connection, in variables that no guard reads and
//! among the words of a command line.
//!
//! A program may read any variable, and its own dotenv files. What leads to production is found by
//! where it leads, not by its name.

mod encoded;

use std::collections::BTreeSet;

use secrecy::ExposeSecret as _;
use skate_env_core::{
    Code, Config, Error, PinnedDatabases, Problem, ResolvedDatabase, Variables, dotenv::Assignment,
    names,
};

use crate::{Connection, production};

/// What skate-env itself reads pins and consent from.
const OWN: [&str; 2] = [names::SKATE_ENV_PRODUCTION, names::SKATE_ENV_CONSENT];

/// The variables that lead where nothing but the resolved database may lead, whatever they are
/// called: to production, unless that was asked for, and past a guarded connection. `assigned` is
/// what dotenv files would add, in whichever mode: a variable that only a file assigns has to be
/// set, empty, to keep the file's value out.
///
/// URLs of any scheme count, keyword strings, JSON, lists of hosts and bare hosts, also
/// percent-encoded or in base64. The API of a vendor over HTTPS does not count, except Neon's.
#[must_use]
pub fn variables_to_empty(
    variables: &Variables,
    assigned: &[Assignment],
    config: &Config,
    resolved: &ResolvedDatabase,
    connection: Connection,
) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let forbidden = production::forbidden(variables, config, resolved, connection);
    if forbidden.is_empty() {
        return names;
    }
    let is_forbidden = |value: &str| encoded::any_layer(value, |text| forbidden.are_in(text));
    for name in variables.names().filter(|name| !OWN.contains(name)) {
        if variables.get(name).is_some_and(is_forbidden) {
            names.insert(name.to_owned());
        }
    }
    let of_files = assigned.iter().filter(|it| !OWN.contains(&it.name.as_str()));
    // The value of the process wins over a file's.
    for assignment in of_files.filter(|it| is_from_file(variables, &it.name)) {
        if is_forbidden(assignment.value.expose_secret()) {
            names.insert(assignment.name.clone());
        }
    }
    names
}

fn is_from_file(variables: &Variables, name: &str) -> bool {
    variables.raw(name).is_none() || variables.place(name).is_some()
}

/// Looks among the words of a command line, for every program, for URLs that lead where nothing
/// but the resolved database may lead.
///
/// # Errors
/// `production_target`, if one of them leads there and the command runs as anything else;
/// `guarded_connection`, if it leads past the gateway.
pub fn check_words(
    words: &[String],
    variables: &Variables,
    config: &Config,
    resolved: &ResolvedDatabase,
    connection: Connection,
) -> Result<(), Error> {
    let environment = resolved.environment;
    let hold = |databases: &PinnedDatabases| words.iter().any(|word| leads_there(databases, word));
    let is_production =
        !environment.is_production() && hold(&production::databases(variables, config, resolved));
    let (code, message) = if is_production {
        let message = format!(
            "The command line holds a URL that leads to production, while it runs as \
             {environment}."
        );
        (Code::ProductionTarget, message)
    } else if hold(&production::forbidden(variables, config, resolved, connection)) {
        let message = format!(
            "The command line holds a URL of {environment}'s database, which leads past the \
             guarded connection."
        );
        (Code::GuardedConnection, message)
    } else {
        return Ok(());
    };
    let hint = "Remove the URL: the command gets its database from the variables.";
    Err(Error::from_problem(Problem::new(code, message, hint)).in_environment(environment))
}

fn leads_there(databases: &PinnedDatabases, word: &str) -> bool {
    encoded::any_layer(word, |text| databases.are_in_urls_of(text))
}

#[cfg(test)]
mod tests;
