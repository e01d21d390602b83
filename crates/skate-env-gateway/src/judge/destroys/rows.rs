//! Statements that change more rows than a condition of their own chooses.

use super::{
    super::{
        condition::{self, Sources},
        functions,
        tables::{is_catalogue, target},
    },
    destruction::Destruction,
};
use crate::grammar::{Kind, Node, Tree as _};

/// `UPDATE`, `DELETE`, `MERGE` and `INSERT` that destroy.
pub(super) fn found(statement: &Node) -> Option<Destruction> {
    let table = target(statement);
    if table.first().is_some_and(|schema| schema == "pg_temp") {
        return None;
    }
    if is_catalogue(&table) {
        return Some(Destruction::Catalogue);
    }
    match statement.kind() {
        Kind::DeleteStmt => changes_all(statement).then_some(Destruction::DeleteAll),
        Kind::UpdateStmt => changes_all(statement).then_some(Destruction::UpdateAll),
        Kind::MergeStmt => merges_all(statement).then_some(Destruction::MergeAll),
        _ => upserts_all(statement).then_some(Destruction::UpdateAll),
    }
}

fn changes_all(statement: &Node) -> bool {
    let clause = statement.child(Kind::where_or_current_clause);
    !condition::of_where(clause, &Sources::of(statement)).narrows()
}

/// `MERGE … WHEN MATCHED THEN DELETE`: its `ON` is what `WHERE` is elsewhere. Rows that the
/// source does not have are chosen by nothing but their own `AND`.
fn merges_all(statement: &Node) -> bool {
    let table = Sources::of(statement);
    let on = statement.child(Kind::a_expr).map(|on| condition::of_condition(on, &table));
    let joins = on.is_some_and(condition::Truth::narrows);
    let destroys = |clause: &Node| {
        let changes = clause.child(Kind::merge_delete).or_else(|| clause.child(Kind::merge_update));
        if changes.is_none() {
            return false;
        }
        let own =
            clause.child(Kind::opt_merge_when_condition).and_then(|it| it.child(Kind::a_expr));
        let narrows = own.is_some_and(|own| condition::of_condition(own, &table).narrows());
        let is_of_source = clause.words().any(|word| word == Kind::SOURCE);
        !narrows && (is_of_source || !joins)
    };
    statement.all(Kind::merge_when_clause).any(destroys)
}

/// `INSERT INTO t SELECT … FROM t ON CONFLICT … DO UPDATE`: an `UPDATE` of all rows in disguise.
fn upserts_all(statement: &Node) -> bool {
    let updates = statement.child(Kind::opt_on_conflict).filter(|it| it.has_word(Kind::UPDATE));
    let query = statement.child(Kind::insert_rest).and_then(|it| it.child(Kind::SelectStmt));
    let (Some(updates), Some(query)) = (updates, query) else { return false };
    let table = target(statement);
    let Some(select) = query
        .all(Kind::simple_select)
        .find(|it| Sources::tables_of(it).iter().any(|from| from.last() == table.last()))
    else {
        return false;
    };
    let narrows = |clause: Option<&Node>| {
        let condition = clause.and_then(|it| it.child(Kind::a_expr));
        condition.is_some_and(|it| condition::of_condition(it, &Sources::default()).narrows())
    };
    !narrows(select.child(Kind::where_clause))
        && !narrows(updates.child(Kind::where_clause))
        && query.find(Kind::select_limit).is_none()
}

/// A function that destroys one thing, called for every row of a query:
/// `SELECT lo_unlink(oid) FROM …`.
pub(super) fn calls_for_all(call: &functions::Call<'_>) -> bool {
    if !functions::empties_object(call) {
        return false;
    }
    // `lo_unlink(generate_series(1, 100000))`
    if call.arguments().iter().any(|it| it.find(Kind::func_application).is_some()) {
        return true;
    }
    let select = call.node.ancestors().find(|node| node.kind() == Kind::simple_select);
    select.is_some_and(|select| {
        let clause = select.child(Kind::where_clause).and_then(|it| it.child(Kind::a_expr));
        let narrows =
            clause.is_some_and(|it| condition::of_condition(it, &Sources::default()).narrows());
        select.child(Kind::from_clause).is_some() && !narrows
    })
}
