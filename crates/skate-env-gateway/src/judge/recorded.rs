//! Checksums that a statement writes down in Prisma's table of applied migrations.
//!
//! Prisma writes a migration down before it runs it: if that passed, a migration that is refused
//! would stay behind as a failed one, which stops every later deployment.

use crate::grammar::{Kind, Node, NodeOrToken, Tree as _, path, string_constant};

use super::tables::target;

const TABLE: &str = "_prisma_migrations";
const COLUMN: &str = "checksum";
/// Where the column stands in the table, as Prisma makes it.
const POSITION: usize = 1;

/// A checksum that a statement writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Checksum {
    Constant(String),
    /// The value of this parameter: `$1` is 1.
    Parameter(u16),
    /// What it is cannot be seen.
    Unclear,
}

/// Every checksum that a statement writes down.
pub(super) fn checksums(statement: &Node) -> Vec<Checksum> {
    let mut found = Vec::new();
    for node in statement.descendants() {
        let is_record = || target(node).last().is_some_and(|table| table == TABLE);
        match node.kind() {
            Kind::InsertStmt if is_record() => found.extend(inserted(node)),
            Kind::UpdateStmt if is_record() => found.extend(updated(node)),
            _ => {}
        }
    }
    found
}

fn inserted(statement: &Node) -> Vec<Checksum> {
    let Some(rest) = statement.child(Kind::insert_rest) else { return vec![Checksum::Unclear] };
    let position = match rest.child(Kind::insert_column_list) {
        None => Some(POSITION),
        Some(list) => {
            list.all(Kind::insert_column_item).position(|it| path(it) == [COLUMN.to_owned()])
        }
    };
    // A column that is not named has no default: the server refuses.
    let Some(position) = position else { return Vec::new() };
    let rows: Vec<_> = rest.all(Kind::expr_list).filter(|list| is_row(list)).collect();
    if rows.is_empty() {
        return vec![Checksum::Unclear];
    }
    rows.into_iter()
        .map(|row| items(row).get(position).map_or(Checksum::Unclear, |it| value(it)))
        .collect()
}

/// A list of values of its own, and no part of another: lists are left-recursive.
fn is_row(list: &Node) -> bool {
    list.parent().is_some_and(|parent| parent.kind() == Kind::values_clause)
}

fn items(mut list: &Node) -> Vec<&Node> {
    let mut found = Vec::new();
    loop {
        found.extend(list.children().filter(|it| it.kind() == Kind::a_expr).last());
        match list.child(Kind::expr_list) {
            Some(inner) => list = inner,
            None => break,
        }
    }
    found.reverse();
    found
}

fn updated(statement: &Node) -> Vec<Checksum> {
    let of_column = |clause: &&Node| {
        clause.all(Kind::set_target).any(|it| path(it).last().is_some_and(|name| name == COLUMN))
    };
    let clauses = statement.all(Kind::set_clause).filter(of_column);
    clauses.map(|it| it.child(Kind::a_expr).map_or(Checksum::Unclear, value)).collect()
}

fn value(expression: &Node) -> Checksum {
    let mut node = expression.innermost();
    if let [_, Kind::TYPECAST, Kind::Typename] = node.shape()[..] {
        node = node.first_child().map_or(node, |it| it.innermost());
    }
    if let [Kind::PARAM] = node.shape()[..] {
        let number = node.children_with_tokens().find_map(|element| match element {
            NodeOrToken::Token(token) => token.text().strip_prefix('$')?.parse().ok(),
            NodeOrToken::Node(_) => None,
        });
        return number.map_or(Checksum::Unclear, Checksum::Parameter);
    }
    let constant = (node.kind() == Kind::Sconst).then(|| string_constant(node)).flatten();
    constant.map_or(Checksum::Unclear, Checksum::Constant)
}
