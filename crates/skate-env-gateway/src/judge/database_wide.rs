//! What destroys a whole database or schema, or the server's settings: refused to a migration in
//! staging, which may otherwise do what migrations do.

use super::{code, destroys, functions, kinds, tables};
use crate::grammar::{Kind, Node, Tree as _};

/// What in a statement goes beyond a migration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DatabaseWide {
    Drop,
    /// A schema or database, or all that a role owns, gets another name or owner.
    Move,
    Catalogue,
    ServerSetting,
    ServerFile,
    Function,
    Code,
    Unknown,
}

/// The first part of a statement that goes beyond a migration.
pub(super) fn found(statement: &Node) -> Option<DatabaseWide> {
    if !kinds::is_known_to_migrations(statement.kind()) {
        return Some(DatabaseWide::Unknown);
    }
    statement.descendants().find_map(part).or_else(|| {
        functions::calls(statement)
            .any(|it| functions::destroys(&it))
            .then_some(DatabaseWide::Function)
    })
}

fn part(node: &Node) -> Option<DatabaseWide> {
    use Kind as K;
    match node.kind() {
        K::DropdbStmt | K::DropOwnedStmt | K::DropTableSpaceStmt => Some(DatabaseWide::Drop),
        K::DropStmt => {
            let is_schema = node.child(K::drop_type_name).is_some_and(|it| it.has_word(K::SCHEMA));
            is_schema.then_some(DatabaseWide::Drop)
        }
        K::ReassignOwnedStmt => Some(DatabaseWide::Move),
        K::RenameStmt => {
            let is_whole = matches!(node.shape()[..], [_, K::SCHEMA | K::DATABASE, ..]);
            is_whole.then_some(DatabaseWide::Move)
        }
        K::InsertStmt | K::UpdateStmt | K::DeleteStmt | K::MergeStmt
            if tables::is_catalogue(&tables::target(node)) =>
        {
            Some(DatabaseWide::Catalogue)
        }
        K::DoStmt | K::CreateFunctionStmt if code::may_be_database_wide(node) => {
            Some(DatabaseWide::Code)
        }
        _ if destroys::changes_setting(node) => Some(DatabaseWide::ServerSetting),
        _ => destroys::runs_or_writes(node).then_some(DatabaseWide::ServerFile),
    }
}
