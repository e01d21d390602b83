//! Tables that a statement names: whose rows it changes, the session's own, PostgreSQL's own.

use std::{collections::HashSet, sync::LazyLock};

use crate::grammar::{Kind, Node, Tree as _, path};

/// Tables and views of `pg_catalog`, in PostgreSQL 18.
static CATALOGUES: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("catalogues.txt").lines().collect());

/// The table whose rows a statement changes.
pub(super) fn target(statement: &Node) -> Vec<String> {
    let relation = statement
        .child(Kind::relation_expr_opt_alias)
        .or_else(|| statement.child(Kind::insert_target));
    relation.and_then(|it| it.find(Kind::qualified_name)).map(path).unwrap_or_default()
}

/// Whether every table that is named is one of the session's own: `pg_temp.name`.
pub(super) fn is_temporary(statement: &Node) -> bool {
    let mut names = statement
        .descendants()
        .filter(|node| matches!(node.kind(), Kind::qualified_name | Kind::any_name))
        .peekable();
    let is_own = |name: &Node| path(name).first().is_some_and(|schema| schema == "pg_temp");
    names.peek().is_some() && names.all(is_own)
}

/// Whether a path leads to a table of PostgreSQL's own. Without a schema, `pg_catalog` is looked
/// at before any other.
pub(super) fn is_catalogue(path: &[String]) -> bool {
    match path {
        [.., schema, _] => matches!(&**schema, "pg_catalog" | "information_schema" | "pg_toast"),
        [name] => CATALOGUES.contains(&**name),
        [] => false,
    }
}
