//! Why PostgreSQL did not do what it was sent, without any value of a row.

use skate_env_core::{Code, Error, Problem};
use tokio_postgres::error::SqlState;

/// What a statement was answered with.
#[derive(Debug)]
pub(super) struct StatementError {
    /// The line, where it is not that of the last statement.
    pub(super) line: Option<u32>,
    pub(super) sqlstate: Option<String>,
    pub(super) message: String,
    is_disconnected: bool,
}

/// Whoever ends sessions: an administrator, a crash.
const OPERATOR: &str = "57P";
/// Errors whose sentence quotes what stands in a row or was written by the application.
const QUOTING: [&str; 2] = ["22", "P0"];

impl StatementError {
    /// A transaction that nobody ended.
    pub(super) fn never_committed(line: u32) -> Self {
        let message = "its transaction is never committed: Prisma's session ends, and what it did \
                       is undone"
            .to_owned();
        Self { line: Some(line), sqlstate: None, message, is_disconnected: false }
    }

    /// An answer about the migration, or the end of the measurement.
    pub(super) fn unless_disconnected(self) -> Result<Self, Error> {
        if self.is_disconnected { Err(unavailable()) } else { Ok(self) }
    }

    /// Whether PostgreSQL runs the statement in no transaction block.
    pub(super) fn wants_no_transaction(&self) -> bool {
        let wants = [SqlState::ACTIVE_SQL_TRANSACTION, SqlState::INVALID_TRANSACTION_TERMINATION];
        wants.iter().any(|state| self.sqlstate.as_deref() == Some(state.code()))
    }
}

impl From<tokio_postgres::Error> for StatementError {
    fn from(error: tokio_postgres::Error) -> Self {
        let Some(said) = error.as_db_error() else {
            let message = "the statement does not fit into this protocol".to_owned();
            return Self {
                line: None,
                sqlstate: None,
                message,
                is_disconnected: error.is_closed(),
            };
        };
        let code = said.code().code();
        // What is said from within a body may be made of anything.
        let quotes = said.where_().is_some() || QUOTING.iter().any(|it| code.starts_with(it));
        let hidden = "PostgreSQL's sentence may quote a row, so it is not shown";
        let message = if quotes { hidden } else { said.message() }.to_owned();
        let is_disconnected = code.starts_with(OPERATOR);
        Self { line: None, sqlstate: Some(code.to_owned()), message, is_disconnected }
    }
}

/// The copy cannot be asked.
pub(super) fn copy_error(error: &tokio_postgres::Error) -> Error {
    let Some(state) = error.code().filter(|state| !state.code().starts_with(OPERATOR)) else {
        return unavailable();
    };
    let message = format!("The copy does not say what it holds: SQLSTATE {}.", state.code());
    let hint = "Give the role of the copy the rights that Prisma's has.";
    Error::from_problem(Problem::new(Code::DatabaseRefused, message, hint))
}

fn unavailable() -> Error {
    let message = "The session on the copy ended while a migration ran there.";
    let hint = "Nothing but the copy was touched. Start the test again.";
    Error::from_problem(Problem::new(Code::DatabaseUnavailable, message, hint))
}
