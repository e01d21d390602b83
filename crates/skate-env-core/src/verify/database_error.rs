//! Converts PostgreSQL's errors: without any value that a statement or a row holds.

use std::{error::Error as _, io};

use tokio_postgres::error::SqlState;

use crate::{Code, Error, Problem};

/// Longer than any sentence of PostgreSQL's that names two objects.
const LONGEST: usize = 300;

/// A PostgreSQL error as ours; `doing` says what the database was being: "asked who it is".
///
/// The server's sentence is shown where it names objects and settings only. One that may quote
/// a value (a syntax error, a value that does not fit, `RAISE`) is left out, and so are `DETAIL`
/// and `HINT`: `SQLSTATE` says what kind it is.
#[must_use]
pub fn database_error(error: &tokio_postgres::Error, doing: &str) -> Error {
    Error::from_problem(problem(error, doing, None))
}

/// The same, of a server that was told this password and may repeat it.
pub(super) fn problem(
    error: &tokio_postgres::Error,
    doing: &str,
    password: Option<&str>,
) -> Problem {
    let Some(said) = error.as_db_error() else { return unsaid(error, doing) };
    let state = said.code();
    let code = if is_transient(state) { Code::DatabaseUnavailable } else { Code::DatabaseRefused };
    let sentence = Some(said.message()).filter(|_| names_only_objects(state)).map(plain);
    let quotes = |text: &String| password.is_some_and(|password| text.contains(password));
    let words = match sentence.filter(|sentence| !quotes(sentence)) {
        Some(sentence) => format!("{sentence} (SQLSTATE {})", plain(state.code())),
        None => format!("SQLSTATE {}", plain(state.code())),
    };
    let message = format!("The database returned an error when {doing}: {words}.");
    Problem::new(code, message, hint(state))
}

/// Whether the server may say something else in a moment.
pub(super) fn is_transient(state: &SqlState) -> bool {
    let class = state.code().get(..2).unwrap_or_default();
    let stopping = [
        SqlState::ADMIN_SHUTDOWN,
        SqlState::CRASH_SHUTDOWN,
        SqlState::CANNOT_CONNECT_NOW,
        SqlState::TOO_MANY_CONNECTIONS,
    ];
    stopping.contains(state) || (class == "08" && *state != SqlState::PROTOCOL_VIOLATION)
}

/// The innermost reason, in the words of the system: those of a library may hold anything.
pub(super) fn reason(error: &tokio_postgres::Error) -> String {
    let mut cause = error.source();
    while let Some(found) = cause {
        if let Some(error) = found.downcast_ref::<io::Error>()
            && (error.raw_os_error().is_some()
                || error.kind() == io::ErrorKind::TimedOut
                || error.to_string().starts_with("failed to lookup address"))
        {
            return error.to_string();
        }
        cause = found.source();
    }
    error.to_string()
}

/// Of a socket that did not open.
pub(super) fn unreached(error: &io::Error, doing: &str) -> Problem {
    unanswered(&error.to_string(), doing)
}

fn unsaid(error: &tokio_postgres::Error, doing: &str) -> Problem {
    unanswered(&reason(error), doing)
}

fn unanswered(reason: &str, doing: &str) -> Problem {
    let message = format!("The database did not answer when {doing}: {reason}.");
    Problem::new(Code::DatabaseUnavailable, message, "Check that it runs, and try again.")
}

/// Classes whose sentences name roles, databases, relations, columns, constraints and settings.
fn names_only_objects(state: &SqlState) -> bool {
    const CLASSES: [&str; 15] =
        ["08", "0A", "0L", "0P", "23", "25", "28", "2B", "3D", "3F", "40", "42", "53", "55", "57"];
    let class = state.code().get(..2).unwrap_or_default();
    CLASSES.contains(&class) && *state != SqlState::SYNTAX_ERROR
}

/// One line, of a length that a terminal shows.
fn plain(text: &str) -> String {
    let letters = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter });
    let mut text: String = letters.take(LONGEST).collect();
    text.truncate(text.trim_end_matches(['.', ' ']).len());
    text
}

fn hint(state: &SqlState) -> &'static str {
    match state.code().get(..2) {
        Some("28") => "Check the role and its password; a reset branch may have new ones.",
        Some("3D") => "Check the database's name at the end of the URL.",
        Some("57" | "53") => "Wait a moment, and try again.",
        Some("55" | "40") => "Another session is using it: try again when that is done.",
        Some("08") => "Use the direct URL: a pooler takes no settings for a session.",
        _ => "Check the role's privileges; the server's log holds the whole message.",
    }
}
