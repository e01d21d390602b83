//! What destroys a whole database or schema, or the server's settings: refused to a migration in
//! staging, which may otherwise do what migrations do.

use super::{code, functions};
use crate::grammar::{Kind, Node, Tree as _};

/// What in a statement goes beyond a migration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DatabaseWide {
    Drop,
    ServerSetting,
    Function,
    Code,
}

/// The first part of a statement that goes beyond a migration.
pub(super) fn found(statement: &Node) -> Option<DatabaseWide> {
    let part = |node: &Node| match node.kind() {
        Kind::DropdbStmt | Kind::DropOwnedStmt | Kind::DropTableSpaceStmt => {
            Some(DatabaseWide::Drop)
        }
        Kind::DropStmt => {
            let is_schema =
                node.child(Kind::drop_type_name).is_some_and(|it| it.has_word(Kind::SCHEMA));
            is_schema.then_some(DatabaseWide::Drop)
        }
        Kind::AlterSystemStmt => Some(DatabaseWide::ServerSetting),
        Kind::DoStmt | Kind::CreateFunctionStmt => {
            code::may_be_database_wide(node).then_some(DatabaseWide::Code)
        }
        _ => None,
    };
    statement.descendants().find_map(part).or_else(|| {
        functions::calls(statement)
            .any(|it| functions::destroys(&it))
            .then_some(DatabaseWide::Function)
    })
}
