//! What the database says, without any value: its details quote rows.

use skate_env_core::{Code, Error, Problem};

use crate::Catalogue;

/// `database_refused` or `database_unavailable`, with the names that the server gives.
pub(crate) fn database_error(error: &tokio_postgres::Error, doing: &str) -> Error {
    let Some(messages) = error.as_db_error() else {
        return Error::from_problem(Problem::new(
            Code::DatabaseUnavailable,
            format!("The connection ended while {doing}."),
            "The branch is not masked. Start again.",
        ));
    };
    let named = |what: &str, name: Option<&str>| {
        name.map_or(String::new(), |name| format!(", {what} `{name}`"))
    };
    let (table, constraint) =
        (named("table", messages.table()), named("constraint", messages.constraint()));
    let state = messages.code().code();
    let message = format!("PostgreSQL refused {doing} (SQLSTATE {state}{table}{constraint}).");
    let hint = "The branch is not masked. The SQLSTATE says why; the server's log says more.";
    Error::from_problem(Problem::new(Code::DatabaseRefused, message, hint))
}

/// The same for a masked row that the schema does not take: which column's rule is in its way.
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
        format!("`{name}` does not take the masked values of {}.", columns.join(", ")),
        "Write another function for the column, such as `fixed:…` with a value that fits.",
    ))
}
