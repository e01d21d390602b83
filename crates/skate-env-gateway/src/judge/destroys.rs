//! What destroys data: told by the kinds of the nodes in PostgreSQL's own tree.

use super::{
    code, condition, functions,
    reads::explain_executes,
    settings::{self, Change},
};
use crate::grammar::{Kind, Node, Tree as _, path};

/// What in a statement destroys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Destruction {
    Truncate,
    Drop,
    /// Something that holds no data itself, with all that depends on it.
    DropCascade,
    DropColumn,
    ChangeType,
    Unlogged,
    DeleteAll,
    UpdateAll,
    MergeAll,
    ServerSetting,
    ServerFile,
    Function,
    /// A body that is only a string here, and code when it runs.
    Code,
    /// A kind of statement that no rule knows.
    Unknown,
}

/// The first part of a statement that destroys; `None` where nothing does.
pub(super) fn found(statement: &Node) -> Option<Destruction> {
    // A transaction's end, a setting, a plan.
    if statement.kind() == Kind::ExplainStmt && !explain_executes(statement) {
        return None;
    }
    if !is_known(statement.kind()) {
        return Some(Destruction::Unknown);
    }
    statement.descendants().find_map(part).or_else(|| {
        let call = functions::calls(statement).find(functions::destroys);
        call.or_else(|| functions::calls(statement).find(unlinks_all))
            .map(|_| Destruction::Function)
    })
}

/// Statements that are looked at part by part, or destroy nothing. Whatever is not named here is
/// refused.
fn is_known(kind: Kind) -> bool {
    use Kind as K;
    matches!(
        kind,
        // Reading, writing rows, sessions and transactions.
        K::SelectStmt | K::InsertStmt | K::UpdateStmt | K::DeleteStmt | K::MergeStmt | K::CopyStmt
        | K::CallStmt | K::ExplainStmt | K::PrepareStmt | K::ExecuteStmt | K::DeallocateStmt
        | K::DeclareCursorStmt | K::FetchStmt | K::ClosePortalStmt | K::ListenStmt
        | K::UnlistenStmt | K::NotifyStmt | K::LockStmt | K::ConstraintsSetStmt | K::DiscardStmt
        | K::CheckPointStmt | K::VariableSetStmt | K::VariableResetStmt | K::VariableShowStmt
        | K::TransactionStmt | K::TransactionStmtLegacy | K::DoStmt | K::TruncateStmt
        // Making things.
        | K::CreateStmt | K::CreateAsStmt | K::CreateMatViewStmt | K::CreateSeqStmt
        | K::CreateSchemaStmt | K::ViewStmt | K::IndexStmt | K::CreateTrigStmt | K::RuleStmt
        | K::CreateDomainStmt | K::DefineStmt | K::CreateCastStmt | K::CreateStatsStmt
        | K::CreatePolicyStmt | K::CreateExtensionStmt | K::CreateRoleStmt | K::CreateUserStmt
        | K::CreateGroupStmt | K::CreatePublicationStmt | K::CreateSubscriptionStmt
        | K::CreateForeignTableStmt | K::CreateForeignServerStmt | K::CreateFdwStmt
        | K::CreateUserMappingStmt | K::CreateConversionStmt | K::CreateOpClassStmt
        | K::CreateOpFamilyStmt | K::CreateTransformStmt | K::CreatedbStmt
        | K::CreateTableSpaceStmt | K::CreateEventTrigStmt | K::CreateFunctionStmt
        | K::ImportForeignSchemaStmt
        // Changing them.
        | K::AlterTableStmt | K::AlterCompositeTypeStmt | K::AlterSeqStmt | K::AlterEnumStmt
        | K::AlterDomainStmt | K::AlterFunctionStmt | K::AlterOwnerStmt | K::AlterObjectSchemaStmt
        | K::AlterObjectDependsStmt | K::AlterPolicyStmt | K::AlterPublicationStmt
        | K::AlterSubscriptionStmt | K::AlterRoleStmt | K::AlterRoleSetStmt | K::AlterGroupStmt
        | K::AlterDatabaseStmt | K::AlterDatabaseSetStmt | K::AlterSystemStmt
        | K::AlterDefaultPrivilegesStmt | K::AlterExtensionStmt | K::AlterExtensionContentsStmt
        | K::AlterFdwStmt | K::AlterForeignServerStmt | K::AlterUserMappingStmt
        | K::AlterOperatorStmt | K::AlterOpFamilyStmt | K::AlterTypeStmt | K::AlterStatsStmt
        | K::AlterCollationStmt | K::AlterTSConfigurationStmt | K::AlterTSDictionaryStmt
        | K::AlterTblSpcStmt | K::AlterEventTrigStmt | K::RenameStmt | K::CommentStmt
        | K::SecLabelStmt | K::GrantStmt | K::GrantRoleStmt | K::RevokeStmt | K::RevokeRoleStmt
        | K::ReassignOwnedStmt | K::RefreshMatViewStmt | K::ReindexStmt | K::VacuumStmt
        | K::AnalyzeStmt | K::ClusterStmt
        // Dropping them.
        | K::DropStmt | K::DropOwnedStmt | K::DropdbStmt | K::DropTableSpaceStmt
        | K::DropSubscriptionStmt | K::DropCastStmt | K::DropOpClassStmt | K::DropOpFamilyStmt
        | K::DropTransformStmt | K::DropUserMappingStmt | K::DropRoleStmt | K::RemoveFuncStmt
        | K::RemoveAggrStmt | K::RemoveOperStmt
    )
}

/// Whether a node of a statement destroys, wherever in it the node stands.
fn part(node: &Node) -> Option<Destruction> {
    match node.kind() {
        Kind::DeleteStmt => of_rows(node, Destruction::DeleteAll),
        Kind::UpdateStmt => of_rows(node, Destruction::UpdateAll),
        Kind::MergeStmt => of_merge(node),
        Kind::TruncateStmt => (!is_temporary(node)).then_some(Destruction::Truncate),
        Kind::DropStmt => of_drop(node),
        Kind::DropOwnedStmt
        | Kind::DropdbStmt
        | Kind::DropTableSpaceStmt
        | Kind::DropSubscriptionStmt => Some(Destruction::Drop),
        Kind::DropCastStmt
        | Kind::DropOpClassStmt
        | Kind::DropOpFamilyStmt
        | Kind::DropTransformStmt
        | Kind::RemoveFuncStmt
        | Kind::RemoveAggrStmt
        | Kind::RemoveOperStmt => cascades(node).then_some(Destruction::DropCascade),
        Kind::alter_table_cmd | Kind::alter_type_cmd => of_command(node),
        Kind::AlterSystemStmt => Some(Destruction::ServerSetting),
        Kind::AlterRoleSetStmt | Kind::AlterDatabaseSetStmt => {
            settings::changes(node).iter().any(is_guarded).then_some(Destruction::ServerSetting)
        }
        Kind::CopyStmt => writes_server(node).then_some(Destruction::ServerFile),
        Kind::DoStmt | Kind::CreateFunctionStmt => {
            code::destroys(node).then_some(Destruction::Code)
        }
        _ => None,
    }
}

fn of_rows(statement: &Node, all: Destruction) -> Option<Destruction> {
    let table = target(statement);
    if table.first().is_some_and(|schema| schema == "pg_temp") {
        return None;
    }
    let clause = statement.child(Kind::where_or_current_clause);
    (!condition::of_where(clause, &table).narrows()).then_some(all)
}

/// `MERGE … WHEN MATCHED THEN DELETE`: its `ON` is what `WHERE` is elsewhere. Rows that the
/// source does not have are chosen by nothing but their own `AND`.
fn of_merge(statement: &Node) -> Option<Destruction> {
    let table = target(statement);
    let on = statement.child(Kind::a_expr).map(|on| condition::truth(on, &table));
    let joins = on.is_some_and(condition::Truth::narrows);
    let destroys = |clause: &Node| {
        let changes = clause.child(Kind::merge_delete).or_else(|| clause.child(Kind::merge_update));
        if changes.is_none() {
            return false;
        }
        let own =
            clause.child(Kind::opt_merge_when_condition).and_then(|it| it.child(Kind::a_expr));
        let narrows = own.is_some_and(|own| condition::truth(own, &table).narrows());
        let is_of_source = clause.words().any(|word| word == Kind::SOURCE);
        !narrows && (is_of_source || !joins)
    };
    statement.all(Kind::merge_when_clause).any(destroys).then_some(Destruction::MergeAll)
}

/// The table whose rows a statement changes.
pub(super) fn target(statement: &Node) -> Vec<String> {
    let relation = statement
        .child(Kind::relation_expr_opt_alias)
        .or_else(|| statement.child(Kind::insert_target));
    relation.and_then(|it| it.find(Kind::qualified_name)).map(path).unwrap_or_default()
}

/// Whether every table that is named is one of the session's own: `pg_temp.name`.
fn is_temporary(statement: &Node) -> bool {
    let mut names = statement
        .descendants()
        .filter(|node| matches!(node.kind(), Kind::qualified_name | Kind::any_name))
        .peekable();
    let is_own = |name: &Node| path(name).first().is_some_and(|schema| schema == "pg_temp");
    names.peek().is_some() && names.all(is_own)
}

/// What holds no data may be dropped, without `CASCADE`.
fn of_drop(statement: &Node) -> Option<Destruction> {
    use Kind as K;
    let holds_none = [
        K::INDEX,
        K::VIEW,
        K::TRIGGER,
        K::RULE,
        K::POLICY,
        K::COLLATION,
        K::CONVERSION_P,
        K::STATISTICS,
        K::SEARCH,
        K::EVENT,
        K::PUBLICATION,
        K::WRAPPER,
    ];
    let object = statement.children().find(|node| {
        matches!(
            node.kind(),
            K::object_type_any_name | K::drop_type_name | K::object_type_name_on_any_name
        )
    });
    let words: Vec<Kind> = match object {
        Some(object) => object.words().collect(),
        None => statement.shape(),
    };
    let is_view_of_data = words.contains(&K::MATERIALIZED);
    if is_view_of_data || !words.iter().any(|word| holds_none.contains(word)) {
        return (!is_temporary(statement)).then_some(Destruction::Drop);
    }
    cascades(statement).then_some(Destruction::DropCascade)
}

fn cascades(statement: &Node) -> bool {
    statement.find(Kind::opt_drop_behavior).is_some_and(|it| it.has_word(Kind::CASCADE))
}

/// A command of `ALTER TABLE` or of `ALTER TYPE` for a composite type.
fn of_command(command: &Node) -> Option<Destruction> {
    let shape = command.shape();
    match shape.first() {
        Some(Kind::DROP) if shape.get(1) != Some(&Kind::CONSTRAINT) => {
            Some(Destruction::DropColumn)
        }
        Some(Kind::DROP) => cascades(command).then_some(Destruction::DropCascade),
        Some(Kind::ALTER) if shape.contains(&Kind::TYPE_P) => Some(Destruction::ChangeType),
        Some(Kind::SET) if shape.contains(&Kind::UNLOGGED) => Some(Destruction::Unlogged),
        _ => None,
    }
}

/// Settings of a role or database that would lift limits, or make later writes easy to lose.
fn is_guarded(change: &Change) -> bool {
    change.is_of_read_only()
        || change.is_of_role()
        || matches!(
            &*change.name,
            "standard_conforming_strings"
                | "client_encoding"
                | "session_replication_role"
                | "synchronous_commit"
                | "session_preload_libraries"
                | "local_preload_libraries"
                | "all"
        )
}

/// `COPY … TO` a file or program of the server's, and `FROM PROGRAM`.
fn writes_server(copy: &Node) -> bool {
    if copy.child(Kind::opt_program).is_some() {
        return true;
    }
    let is_from = copy.child(Kind::copy_from).is_some_and(|it| it.has_word(Kind::FROM));
    let is_client = copy
        .child(Kind::copy_file_name)
        .is_none_or(|it| it.has_word(Kind::STDOUT) || it.has_word(Kind::STDIN));
    !is_from && !is_client
}

/// `SELECT lo_unlink(oid) FROM …`: a large object for every row of a table.
fn unlinks_all(call: &functions::Call<'_>) -> bool {
    if !call.is_builtin("lo_unlink") {
        return false;
    }
    let select = call.node.ancestors().find(|node| node.kind() == Kind::simple_select);
    select.is_some_and(|select| {
        let clause = select.child(Kind::where_clause).and_then(|it| it.child(Kind::a_expr));
        let narrows = clause.is_some_and(|it| condition::truth(it, &[]).narrows());
        select.child(Kind::from_clause).is_some() && !narrows
    })
}
