//! Converts database errors without any value: their details quote rows.

use skate_env_core::{Code, Error, Problem};

use crate::Catalogue;

/// `database_refused` or `database_unavailable`, with the table and constraint that the server names.
pub(crate) fn database_error(error: &tokio_postgres::Error, doing: &str) -> Error {
    let Some(server_error) = error.as_db_error() else {
        return Error::from_problem(Problem::new(
            Code::DatabaseUnavailable,
            format!("The connection ended while {doing}."),
            "The branch is not masked. Run the command again.",
        ));
    };
    let named = |what: &str, name: Option<&str>| {
        name.map_or(String::new(), |name| format!(", {what} `{name}`"))
    };
    let (table, constraint) =
        (named("table", server_error.table()), named("constraint", server_error.constraint()));
    let state = server_error.code().code();
    let message = format!("PostgreSQL refused {doing} (SQLSTATE {state}{table}{constraint}).");
    let hint = "The branch is not masked. Look up the SQLSTATE, and read the server's log.";
    Error::from_problem(Problem::new(Code::DatabaseRefused, message, hint))
}

/// The error of a masked row that violates a constraint: names the columns of the constraint.
pub(crate) fn constraint_error(
    error: &tokio_postgres::Error,
    catalogue: &Catalogue,
    doing: &str,
) -> Error {
    let constraint = error.as_db_error().and_then(|it| it.constraint());
    let Some(name) = constraint else { return database_error(error, doing) };
    let columns = catalogue.columns_of_constraint(name);
    if columns.is_empty() {
        return database_error(error, doing);
    }
    Error::from_problem(Problem::new(
        Code::InvalidConfig,
        format!("The constraint `{name}` refuses the masked values of {}.", columns.join(", ")),
        "Write another mask for the column, such as `fixed:…` with a valid value.",
    ))
}
