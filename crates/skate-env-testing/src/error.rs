//! The errors of this crate, in the core's form.

use skate_env_core::{Code, Error, Problem};
use tokio_postgres::error::SqlState;

pub(crate) fn error(code: Code, message: impl Into<String>, hint: impl Into<String>) -> Error {
    Error::from_problem(Problem::new(code, message, hint))
}

/// What went wrong below, as this crate reports it.
pub(crate) fn of_local(failed: &skate_env_local::Error) -> Error {
    error(failed.code(), sentence(&failed.to_string()), failed.hint())
}

/// What the server answered to one of our own statements, without details, which may quote a row.
pub(crate) fn of_postgres(doing: &str) -> impl FnOnce(tokio_postgres::Error) -> Error {
    move |failed| {
        if failed.code() == Some(&SqlState::DISK_FULL) {
            return error(
                Code::DiskFull,
                "The disk of the test server is full.",
                "Free some space, or run `skate-env test server stop`, which deletes its databases.",
            );
        }
        let code = match failed.code() {
            Some(_) => Code::DatabaseRefused,
            None => Code::DatabaseUnavailable,
        };
        error(
            code,
            format!("The test server could not {doing}: {}.", reason(&failed)),
            "Run `skate-env test server status`; `skate-env test server stop` starts afresh.",
        )
    }
}

/// The server's message and its SQLSTATE, or why there is none.
pub(crate) fn reason(failed: &tokio_postgres::Error) -> String {
    match failed.as_db_error() {
        Some(answer) => format!("{} ({})", answer.message(), answer.code().code()),
        None => failed.to_string(),
    }
}

pub(crate) fn is(failed: &tokio_postgres::Error, states: &[SqlState]) -> bool {
    failed.code().is_some_and(|state| states.contains(state))
}

/// An error of `skate-env-local` is a phrase; here it is a sentence.
fn sentence(phrase: &str) -> String {
    let mut characters = phrase.chars();
    let first = characters.next().into_iter().flat_map(char::to_uppercase);
    let text: String = first.chain(characters).collect();
    if text.ends_with('.') { text } else { format!("{text}.") }
}
