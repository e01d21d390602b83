//! Refusals in words: a sentence and a way out for every reason.

use skate_env_core::{Code, Environment};

use super::{
    Refusal, committed::Uncommitted, database_wide::DatabaseWide, destroys::Destruction,
    reads::NotRead, settings::Reading,
};
use crate::grammar::Unreadable;

fn refusal(code: Code, message: impl Into<String>, hint: impl Into<String>) -> Refusal {
    Refusal { code, message: message.into(), hint: hint.into() }
}

pub(super) fn unreadable(reason: Unreadable) -> Refusal {
    refusal(
        Code::UnreadableStatement,
        format!("The statement cannot be judged: {reason}."),
        match reason {
            Unreadable::Syntax => "Write it in PostgreSQL 17's syntax, without `U&` strings.",
            Unreadable::TooLong => "Send it in parts, its values as parameters or through COPY.",
        },
    )
}

pub(super) fn changes_reading(reason: Reading) -> Refusal {
    let message = match reason {
        Reading::Setting => "The statement changes how the server reads those that follow.",
        Reading::UnknownSetting => "The statement changes a setting whose name is no constant.",
    };
    refusal(
        Code::UnreadableStatement,
        message,
        "Leave standard_conforming_strings on and client_encoding at UTF8; name settings plainly.",
    )
}

pub(crate) fn too_long() -> Refusal {
    unreadable(Unreadable::TooLong)
}

pub(crate) fn after_transaction() -> Refusal {
    refusal(
        Code::ReadOnlyConnection,
        "The batch goes on after the end of a transaction, on a connection that only reads.",
        "Send what follows COMMIT or ROLLBACK by itself.",
    )
}

pub(super) fn lifts_limit() -> Refusal {
    refusal(
        Code::GuardedConnection,
        "The client asks for a session that may write, on a connection that only reads.",
        "Leave default_transaction_read_only and role out of the connection's options.",
    )
}

pub(super) fn not_read(what: NotRead) -> Refusal {
    let message = match what {
        NotRead::Statement => "The statement may write, and this connection only reads.",
        NotRead::Part => "A part of the statement writes, and this connection only reads.",
        NotRead::Setting => {
            "The statement changes who the session is or whether it may write, and this \
             connection only reads."
        }
        NotRead::Function => {
            "The statement calls a function that acts outside of its transaction, and this \
             connection only reads."
        }
    };
    refusal(
        Code::ReadOnlyConnection,
        message,
        "Read with SELECT, SHOW, EXPLAIN or COPY TO STDOUT; write with the purpose `app` or \
         `migrate`.",
    )
}

pub(super) fn destroys(environment: Environment, what: Destruction) -> Refusal {
    let what = match what {
        Destruction::Truncate => "TRUNCATE empties a table",
        Destruction::Drop => "DROP takes what holds data",
        Destruction::DropCascade => "CASCADE takes along what depends on it",
        Destruction::DropColumn => "it drops a column",
        Destruction::Move => "it renames, moves or hands over what holds data",
        Destruction::Hide => "it takes rows out of the sight of those who read them",
        Destruction::Rewrite => "it computes the values of a column anew",
        Destruction::Unlogged => "an unlogged table is empty after a crash",
        Destruction::DeleteAll => "DELETE has no condition that narrows its rows",
        Destruction::UpdateAll => "UPDATE has no condition that narrows its rows",
        Destruction::MergeAll => "MERGE has no condition that narrows its rows",
        Destruction::Instead => "an INSTEAD rule loses what is written later",
        Destruction::Catalogue => "it changes PostgreSQL's own tables",
        Destruction::Redirect => "it leads to another server's rows",
        Destruction::ServerSetting => "it changes settings for everybody",
        Destruction::ServerFile => "it writes a file or runs a program on the server",
        Destruction::Function => "it calls a function that destroys or reaches outside",
        Destruction::Code => "the code in it cannot be judged",
        Destruction::Replace => "it replaces a function that others call",
        Destruction::Unknown => "no rule knows statements of its kind",
    };
    let hint = match environment {
        Environment::Production => {
            "Write it as a migration, commit it, and deploy it with the purpose `migrate`."
        }
        _ => "Run the command with consent, or write the statement as a migration.",
    };
    refusal(
        Code::DestructiveStatement,
        format!("The statement may destroy data in {environment}: {what}."),
        hint,
    )
}

pub(super) fn database_wide(what: DatabaseWide) -> Refusal {
    let what = match what {
        DatabaseWide::Drop => "DROP takes a whole schema or database",
        DatabaseWide::Move => "it renames a schema or database, or hands over all that a role owns",
        DatabaseWide::Catalogue => "it changes PostgreSQL's own tables",
        DatabaseWide::ServerSetting => "it changes settings for everybody",
        DatabaseWide::ServerFile => "it writes a file or runs a program on the server",
        DatabaseWide::Function => "it calls a function that destroys or reaches outside",
        DatabaseWide::Code => "the code in it may drop a schema or run text as SQL",
        DatabaseWide::Unknown => "no rule knows statements of its kind",
    };
    refusal(
        Code::DestructiveStatement,
        format!("The statement goes beyond a migration: {what}."),
        "Commit it as a migration, or reset a branch of your own instead.",
    )
}

pub(super) fn uncommitted(what: Uncommitted) -> Refusal {
    let message = match what {
        Uncommitted::None => {
            "No migration is committed here, and production takes statements of committed ones only."
        }
        Uncommitted::Statement => {
            "The statement stands in no committed migration, and production takes no others."
        }
        Uncommitted::Record => {
            "The migration that would be recorded is not committed as it is, so none of it has run."
        }
    };
    refusal(
        Code::UncommittedMigration,
        message,
        "Write it as a migration, commit it, and deploy again.",
    )
}

pub(super) fn function_call() -> Refusal {
    refusal(
        Code::UnreadableStatement,
        "The client calls a function by its number, which cannot be judged.",
        "Call it in a SELECT.",
    )
}
