//! The error of a statement on the copy, without any value of a row.

use skate_env_core::{Code, Error, Problem};
use tokio_postgres::error::SqlState;

/// Why a statement failed.
#[derive(Debug)]
pub(super) struct StatementError {
    /// The line, if it is not that of the last statement.
    pub(super) line: Option<u32>,
    pub(super) sqlstate: Option<String>,
    pub(super) message: String,
    is_disconnected: bool,
}

/// The class of SQLSTATEs for sessions ended by an administrator, a shutdown or a crash.
const OPERATOR_INTERVENTION: &str = "57P";
/// Classes of SQLSTATEs whose message quotes a value or is written by the application.
const QUOTING: [&str; 2] = ["22", "P0"];

impl StatementError {
    /// The script began a transaction and does not end it.
    pub(super) fn never_committed(line: u32) -> Self {
        let message =
            "its transaction is never committed: it is rolled back when Prisma's session \
                       ends"
                .to_owned();
        Self { line: Some(line), sqlstate: None, message, is_disconnected: false }
    }

    /// This error, or `database_unavailable` if the session ended.
    pub(super) fn unless_disconnected(self) -> Result<Self, Error> {
        if self.is_disconnected { Err(unavailable()) } else { Ok(self) }
    }

    /// Whether PostgreSQL refuses the statement in a transaction block.
    pub(super) fn wants_no_transaction(&self) -> bool {
        let wants = [SqlState::ACTIVE_SQL_TRANSACTION, SqlState::INVALID_TRANSACTION_TERMINATION];
        wants.iter().any(|state| self.sqlstate.as_deref() == Some(state.code()))
    }
}

impl From<tokio_postgres::Error> for StatementError {
    fn from(error: tokio_postgres::Error) -> Self {
        let Some(database_error) = error.as_db_error() else {
            let message = "the driver cannot send this statement".to_owned();
            return Self {
                line: None,
                sqlstate: None,
                message,
                is_disconnected: error.is_closed(),
            };
        };
        let code = database_error.code().code();
        // An error inside a function body may quote anything.
        let quotes =
            database_error.where_().is_some() || QUOTING.iter().any(|it| code.starts_with(it));
        let hidden = "PostgreSQL's message may quote a row, so it is not shown";
        let message = if quotes { hidden } else { database_error.message() }.to_owned();
        let is_disconnected = code.starts_with(OPERATOR_INTERVENTION);
        Self { line: None, sqlstate: Some(code.to_owned()), message, is_disconnected }
    }
}

/// The error of a query of our own on the copy.
pub(super) fn copy_error(error: &tokio_postgres::Error) -> Error {
    let Some(state) = error.code().filter(|state| !state.code().starts_with(OPERATOR_INTERVENTION))
    else {
        return unavailable();
    };
    let message = format!("Cannot read the catalogue of the copy: SQLSTATE {}.", state.code());
    let hint = "Grant the role of the copy the rights of Prisma's role.";
    Error::from_problem(Problem::new(Code::DatabaseRefused, message, hint))
}

fn unavailable() -> Error {
    let message = "The session on the copy ended while a migration ran.";
    let hint = "Only the copy was changed. Run the test again.";
    Error::from_problem(Problem::new(Code::DatabaseUnavailable, message, hint))
}
