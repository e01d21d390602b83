//! What destroys data: told by the kinds of the nodes in PostgreSQL's own tree.

mod commands;
mod destruction;
mod objects;
mod rows;
mod server;

pub(super) use destruction::Destruction;
pub(super) use server::{changes_setting, runs_or_writes};

use super::{
    code::{self, Body},
    explain, functions, kinds, tables,
};
use crate::grammar::{Kind, Node, Tree as _, path};

/// The first part of a statement that destroys; `None` where nothing does.
pub(super) fn found(statement: &Node) -> Option<Destruction> {
    // Planned, not executed.
    if statement.kind() == Kind::ExplainStmt && !explain::executes(statement) {
        return None;
    }
    if !kinds::is_known(statement.kind()) {
        return Some(Destruction::Unknown);
    }
    statement.descendants().find_map(part).or_else(|| {
        functions::calls(statement)
            .any(|call| functions::destroys(&call) || rows::calls_for_all(&call))
            .then_some(Destruction::Function)
    })
}

/// Whether a node of a statement destroys, wherever in it the node stands.
fn part(node: &Node) -> Option<Destruction> {
    use Kind as K;
    match node.kind() {
        K::DeleteStmt | K::UpdateStmt | K::MergeStmt | K::InsertStmt => rows::found(node),
        K::TruncateStmt => (!tables::is_temporary(node)).then_some(Destruction::Truncate),
        K::DropStmt => objects::dropped(node),
        K::DropOwnedStmt | K::DropdbStmt | K::DropTableSpaceStmt | K::DropSubscriptionStmt => {
            Some(Destruction::Drop)
        }
        K::DropCastStmt
        | K::DropOpClassStmt
        | K::DropOpFamilyStmt
        | K::DropTransformStmt
        | K::RemoveFuncStmt
        | K::RemoveAggrStmt
        | K::RemoveOperStmt => objects::dropped_with_dependents(node),
        K::RenameStmt | K::AlterObjectSchemaStmt | K::AlterOwnerStmt => objects::moved(node),
        K::ReassignOwnedStmt => Some(Destruction::Move),
        // `ALTER TYPE … RENAME VALUE`: rows that have it show another one.
        K::AlterEnumStmt => node.has_word(K::RENAME).then_some(Destruction::Move),
        K::alter_table_cmd | K::alter_type_cmd => commands::found(node),
        K::partition_cmd => commands::of_partition(node),
        K::SecLabelStmt => Some(Destruction::Hide),
        K::RuleStmt => {
            let is_instead = node.child(K::opt_instead).is_some_and(|it| it.has_word(K::INSTEAD));
            is_instead.then_some(Destruction::Instead)
        }
        K::CreateSubscriptionStmt | K::AlterSubscriptionStmt | K::AlterFdwStmt => {
            Some(Destruction::Redirect)
        }
        K::AlterForeignServerStmt => {
            node.child(K::alter_generic_options).map(|_| Destruction::Redirect)
        }
        K::DoStmt => Some(Destruction::Code),
        K::CreateFunctionStmt => of_function(node),
        K::CopyStmt if writes_catalogue(node) => Some(Destruction::Catalogue),
        _ if changes_setting(node) => Some(Destruction::ServerSetting),
        _ => runs_or_writes(node).then_some(Destruction::ServerFile),
    }
}

/// A body that destroys or cannot be read, or one that takes the place of another.
fn of_function(node: &Node) -> Option<Destruction> {
    let destroys = match code::body(node) {
        Body::InTree => false, // judged there, as parts of the statement
        Body::Unreadable => true,
        Body::Script(script) => script.statements().into_iter().any(|it| found(it).is_some()),
    };
    let replaces = node.child(Kind::opt_or_replace).is_some() && !is_own_function(node);
    if destroys { Some(Destruction::Code) } else { replaces.then_some(Destruction::Replace) }
}

fn is_own_function(node: &Node) -> bool {
    let name = node.child(Kind::func_name).map(path).unwrap_or_default();
    name.first().is_some_and(|schema| schema == "pg_temp")
}

fn writes_catalogue(copy: &Node) -> bool {
    let is_from = copy.child(Kind::copy_from).is_some_and(|it| it.has_word(Kind::FROM));
    let table = copy.child(Kind::qualified_name).map(path).unwrap_or_default();
    is_from && tables::is_catalogue(&table)
}
