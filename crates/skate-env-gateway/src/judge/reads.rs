//! What a connection that only reads may carry.
//!
//! The server keeps the session read-only: it refuses writes to tables, whatever function or
//! trigger they come from. So this list has two tasks: nothing passes that could lift that, and
//! nothing that acts where a read-only transaction does not reach (files, programs, other
//! sessions, other servers).

use super::{explain, functions, settings, settings::Change};
use crate::grammar::{Kind, Node, Tree as _};

/// Why a statement is no reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NotRead {
    /// A kind of statement that writes, or may.
    Statement,
    /// A part of it writes: `WITH … DELETE`, `SELECT … INTO`.
    Part,
    /// A setting or role that decides whether the session may write.
    Setting,
    /// A function that acts outside of the transaction.
    Function,
}

/// Why a statement may not pass, if it may not.
pub(super) fn refused(statement: &Node) -> Option<NotRead> {
    match statement.kind() {
        // Planned, not executed.
        Kind::ExplainStmt if !explain::executes(statement) => None,
        Kind::SelectStmt
        | Kind::ExplainStmt
        | Kind::PrepareStmt
        | Kind::DeclareCursorStmt
        | Kind::VariableShowStmt
        | Kind::FetchStmt
        | Kind::ClosePortalStmt
        | Kind::DeallocateStmt
        | Kind::ListenStmt
        | Kind::UnlistenStmt
        | Kind::ConstraintsSetStmt
        | Kind::DiscardStmt => of_parts(statement),
        Kind::LockStmt if stops_nobody(statement) => None,
        Kind::ExecuteStmt if statement.has_word(Kind::EXECUTE) && !creates(statement) => {
            of_parts(statement)
        }
        Kind::CopyStmt if copies_to_client(statement) => of_parts(statement),
        Kind::TransactionStmt | Kind::TransactionStmtLegacy if !is_of_prepared(statement) => {
            of_settings(statement)
        }
        Kind::VariableSetStmt | Kind::VariableResetStmt => of_settings(statement),
        _ => Some(NotRead::Statement),
    }
}

fn of_parts(statement: &Node) -> Option<NotRead> {
    let writes = |node: &Node| {
        matches!(
            node.kind(),
            Kind::InsertStmt
                | Kind::UpdateStmt
                | Kind::DeleteStmt
                | Kind::MergeStmt
                | Kind::into_clause
                | Kind::CreateAsStmt
                | Kind::CreateMatViewStmt
                | Kind::RefreshMatViewStmt
        )
    };
    if statement.descendants().any(writes) {
        return Some(NotRead::Part);
    }
    for call in functions::calls(statement) {
        if !functions::may_read(&call) {
            return Some(NotRead::Function);
        }
        if call.is_builtin("set_config")
            && settings::set_config(&call).is_none_or(|change| lifts(&change))
        {
            return Some(NotRead::Setting);
        }
    }
    None
}

fn of_settings(statement: &Node) -> Option<NotRead> {
    settings::changes(statement).iter().any(lifts).then_some(NotRead::Setting)
}

fn lifts(change: &Change) -> bool {
    change.is_of_role() || (change.is_of_read_only() && !change.is_on())
}

/// `CREATE TABLE … AS EXECUTE` is an `ExecuteStmt`, too.
fn creates(statement: &Node) -> bool {
    statement.has_word(Kind::CREATE)
}

/// `COPY … TO STDOUT`: to a file or a program of the server's it is none.
fn copies_to_client(statement: &Node) -> bool {
    let is_to = statement.has_word(Kind::TO)
        || statement.child(Kind::copy_from).is_some_and(|it| it.has_word(Kind::TO));
    let is_client =
        statement.child(Kind::copy_file_name).is_some_and(|it| it.has_word(Kind::STDOUT));
    is_to && is_client && statement.child(Kind::opt_program).is_none()
}

/// Two-phase commit ends what another session wrote.
fn is_of_prepared(statement: &Node) -> bool {
    statement.has_word(Kind::PREPARED) || statement.has_word(Kind::PREPARE)
}

/// `LOCK … IN ACCESS SHARE MODE` and `ROW SHARE`, as reading takes them. Any other mode, and the
/// one without a name, stops those who write.
fn stops_nobody(lock: &Node) -> bool {
    let mode = lock.find(Kind::lock_type).map(|it| it.words().collect::<Vec<_>>());
    matches!(mode.as_deref(), Some([Kind::ACCESS | Kind::ROW, Kind::SHARE]))
}
