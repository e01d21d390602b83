//! What a client is told when its session does not begin, or ends.

use skate_env_core::{Code, Error, Problem};

use crate::{
    judge::Refusal,
    protocol::message::{self, Severity},
};

/// What a client is told of an error before its session.
pub(super) fn refusal(error: &Error) -> Refusal {
    Refusal {
        code: error.code(),
        message: error.message().to_owned(),
        hint: error.hint().to_owned(),
    }
}

pub(super) fn unreadable() -> Refusal {
    Refusal {
        code: Code::DatabaseRefused,
        message: "The database's answer cannot be read: it is no PostgreSQL.".to_owned(),
        hint: "Check the URL; only PostgreSQL is spoken here.".to_owned(),
    }
}

pub(super) fn not_read_only() -> Refusal {
    Refusal {
        code: Code::GuardedConnection,
        message: "The server does not keep the session read-only, or does not say so.".to_owned(),
        hint: "Read with PostgreSQL 14 or later, over a direct URL.".to_owned(),
    }
}

pub(super) fn unguardable() -> Refusal {
    Refusal {
        code: Code::GuardedConnection,
        message: "The session begins with settings under which statements cannot be judged."
            .to_owned(),
        hint: "Set standard_conforming_strings to on and client_encoding to UTF8.".to_owned(),
    }
}

/// The system does not give what a gateway needs.
pub(super) fn no_system(what: &str) -> Error {
    Error::from_problem(Problem::new(
        Code::InternalError,
        format!("The system gives no {what} for the guarded connection."),
        "Check the limits of processes, threads and open files.",
    ))
}

/// What a client is told whose bytes are no protocol.
pub(super) fn malformed() -> Vec<u8> {
    message::error(
        Severity::Fatal,
        Code::GuardedConnection,
        "The client sent what is no message of PostgreSQL's protocol.",
        "Connect with a PostgreSQL client.",
    )
}

/// A setting that must not change has changed.
pub(super) fn setting_changed() -> Vec<u8> {
    message::error(
        Severity::Fatal,
        Code::GuardedConnection,
        "A setting that this connection relies on was changed, so the session ends.",
        "Leave read-only, role, encoding and string settings as they are.",
    )
}

/// The server is gone and has not said why.
pub(super) fn lost() -> Vec<u8> {
    message::error(
        Severity::Fatal,
        Code::DatabaseUnavailable,
        "The database ended the connection.",
        "Check that it runs, and try again.",
    )
}

/// The client does not know the password.
pub(super) fn wrong_password() -> Vec<u8> {
    message::error(
        Severity::Fatal,
        Code::GuardedConnection,
        "The password is not that of this guarded connection.",
        "Use the URL that `skate-env run` gives the command: it changes with every run.",
    )
}

/// A refusal that ends the session.
pub(super) fn fatal(refusal: &Refusal) -> Vec<u8> {
    message::error(Severity::Fatal, refusal.code, &refusal.message, &refusal.hint)
}
