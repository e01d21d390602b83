//! The URL to which one of PostgreSQL's programs would connect: from an operand, `-h -p -U -d`, a
//! conninfo string, or `PG*` variables in front of the command.

use super::getopt::Options;
use crate::{
    DatabaseAction,
    libpq_connection::{LibpqConnection, VARIABLES},
    shell::{OWN_URL, Scope, UNKNOWN},
    url_argument::{UrlArgument, is_url},
};

/// Adds to an action where its arguments lead. `database` is the operand that names it.
pub(super) fn add(
    action: &mut DatabaseAction,
    options: &Options<'_>,
    database: Option<&str>,
    scope: &Scope<'_>,
) {
    let mut connection = LibpqConnection::default();
    for (variable, parameter) in VARIABLES {
        let value = scope.assigned.get(variable).and_then(Option::as_deref);
        connection.set(parameter, value.unwrap_or_default());
    }
    let name = options.values('d').last().or(database).unwrap_or_default();
    if is_url(name) || name.contains(UNKNOWN) {
        give(action, name);
        return;
    }
    if name.starts_with(OWN_URL) && !name.contains("host") {
        return;
    }
    if name.contains('=') {
        connection.read(name);
    } else {
        connection.set("dbname", name);
    }
    for (letter, parameter) in [('h', "host"), ('p', "port"), ('U', "user")] {
        connection.set(parameter, options.values(letter).last().unwrap_or_default());
    }
    if !connection.leads_somewhere() {
        return;
    }
    if connection.contains(UNKNOWN) || connection.contains(OWN_URL) {
        action.ambiguity = Some(LATE);
        return;
    }
    action.replaces_variables = !connection.is_on_own_server();
    action.urls.push(UrlArgument::of_libpq(name_of(action), connection));
}

const LATE: &str = "its URL is known only while it runs";

fn name_of(action: &DatabaseAction) -> String {
    format!("{}'s connection", action.name)
}

fn give(action: &mut DatabaseAction, url: &str) {
    action.replaces_variables = true;
    if url.contains([UNKNOWN, OWN_URL]) {
        action.ambiguity = Some(LATE);
    } else {
        action.urls.push(UrlArgument::new(name_of(action), url));
    }
}
