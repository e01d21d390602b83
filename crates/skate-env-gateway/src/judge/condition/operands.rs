//! The two sides of an operator: whether they are the same, opposites, or a key of the table.

use super::sources::Sources;
use crate::grammar::{Kind, Node, Tree as _, normalized, path};

pub(super) fn both(expression: &Node) -> (&Node, &Node) {
    // The callers have seen two nodes in the shape.
    let first = expression.first_child().unwrap_or(expression);
    (first, expression.last_child().unwrap_or(expression))
}

/// System columns, `oid`, `id` (by convention the key of its table), and the row itself.
pub(super) fn is_never_null(node: &Node, sources: &Sources) -> bool {
    is_key(node) || is_system_column(node) || sources.is_row(node)
}

pub(super) fn is_system_column(node: &Node) -> bool {
    let is_one =
        |name: &str| matches!(name, "ctid" | "tableoid" | "xmin" | "xmax" | "cmin" | "cmax");
    node.kind() == Kind::columnref && path(node).last().is_some_and(|name| is_one(name))
}

pub(super) fn is_key(node: &Node) -> bool {
    node.kind() == Kind::columnref
        && path(node).last().is_some_and(|name| matches!(&**name, "id" | "oid"))
}

/// The same text on both sides, of something that has one value for a row.
pub(super) fn same(left: &Node, right: &Node) -> bool {
    let volatile = |node: &Node| node.find(Kind::func_application).is_some();
    !volatile(left) && normalized(left.innermost()) == normalized(right.innermost())
}

/// `a IS NULL` beside `a IS NOT NULL`, `a = 1` beside `a <> 1`, `a` beside `NOT a`.
pub(super) fn complements(left: &Node, right: &Node) -> bool {
    one_complements(left, right) || one_complements(right, left)
}

fn one_complements(left: &Node, right: &Node) -> bool {
    let (left, right) = (left.innermost(), right.innermost());
    let firsts_agree = || match (left.first_child(), right.first_child()) {
        (Some(left), Some(right)) => same(left, right),
        _ => false,
    };
    let seconds_agree = || match (left.last_child(), right.last_child()) {
        (Some(left), Some(right)) => same(left, right),
        _ => false,
    };
    match (&left.shape()[..], &right.shape()[..]) {
        (
            [Kind::a_expr, Kind::IS, Kind::NULL_P],
            [Kind::a_expr, Kind::IS, Kind::NOT, Kind::NULL_P],
        ) => firsts_agree(),
        (_, [Kind::NOT, Kind::a_expr]) => {
            right.first_child().is_some_and(|inner| same(left, inner))
        }
        ([Kind::a_expr, one, Kind::a_expr], [Kind::a_expr, other, Kind::a_expr]) => {
            let opposite = matches!(
                (*one, *other),
                (Kind::Equals, Kind::NOT_EQUALS)
                    | (Kind::Less, Kind::GREATER_EQUALS)
                    | (Kind::Greater, Kind::LESS_EQUALS)
            );
            opposite && firsts_agree() && seconds_agree()
        }
        _ => false,
    }
}

/// A column beside the same column of the same table under another name: `u.id = users.id`.
pub(super) fn joins_itself(left: &Node, right: &Node, sources: &Sources) -> bool {
    let (left, right) = (left.innermost(), right.innermost());
    if left.kind() != Kind::columnref || right.kind() != Kind::columnref {
        return false;
    }
    let (left, right) = (path(left), path(right));
    left.last() == right.last() && sources.are_one_table(&left, &right)
}
