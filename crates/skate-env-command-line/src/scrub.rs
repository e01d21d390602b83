//! Production's URLs in variables that no guard reads, and among the words of a command line.
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

use crate::production;

/// What skate-env itself reads pins and consent from.
const OWN: [&str; 2] = [names::SKATE_ENV_PRODUCTION, names::SKATE_ENV_CONSENT];

/// The variables that lead to production, whatever they are called; none if production was asked
/// for. `assigned` is what dotenv files would add, in whichever mode: a variable that only a file
/// assigns has to be set, empty, to keep the file's value out.
///
/// URLs of any scheme count, keyword strings, JSON, lists of hosts and bare hosts, also
/// percent-encoded or in base64. The API of a vendor over HTTPS does not count, except Neon's.
#[must_use]
pub fn variables_of_production(
    variables: &Variables,
    assigned: &[Assignment],
    config: &Config,
    resolved: &ResolvedDatabase,
) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    if resolved.environment.is_production() {
        return names;
    }
    let production = production::databases(variables, config, resolved);
    if production.is_empty() {
        return names;
    }
    let is_production = |value: &str| encoded::any_layer(value, |text| production.are_in(text));
    for name in variables.names().filter(|name| !OWN.contains(name)) {
        if variables.get(name).is_some_and(is_production) {
            names.insert(name.to_owned());
        }
    }
    let of_files = assigned.iter().filter(|it| !OWN.contains(&it.name.as_str()));
    // The value of the process wins over a file's.
    for assignment in of_files.filter(|it| is_from_file(variables, &it.name)) {
        if is_production(assignment.value.expose_secret()) {
            names.insert(assignment.name.clone());
        }
    }
    names
}

fn is_from_file(variables: &Variables, name: &str) -> bool {
    variables.raw(name).is_none() || variables.place(name).is_some()
}

/// Looks for production's URLs among the words of a command line, for every program.
///
/// # Errors
/// `production_target`, if one of them leads there and the command runs as anything else.
pub fn check_words(
    words: &[String],
    variables: &Variables,
    config: &Config,
    resolved: &ResolvedDatabase,
) -> Result<(), Error> {
    let environment = resolved.environment;
    if environment.is_production() {
        return Ok(());
    }
    let production = production::databases(variables, config, resolved);
    let is_production = |word: &String| leads_there(&production, word);
    if !words.iter().any(is_production) {
        return Ok(());
    }
    let message = format!(
        "The command line holds a URL that leads to production, while it runs as {environment}."
    );
    let hint = "Remove the URL: the command gets its database from the variables.";
    let problem = Problem::new(Code::ProductionTarget, message, hint);
    Err(Error::from_problem(problem).in_environment(environment))
}

fn leads_there(production: &PinnedDatabases, word: &str) -> bool {
    encoded::any_layer(word, |text| production.are_in_urls_of(text))
}

#[cfg(test)]
mod tests;
