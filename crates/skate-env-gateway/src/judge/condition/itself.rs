//! Comparisons that look at a row and say nothing of it: a column beside itself, or where it lies.

use super::operands::{both, is_system_column};
use super::sources::Sources;
use crate::grammar::{Kind, Node, NodeOrToken, Tree as _, path};

/// The same columns on both sides, with nothing but arithmetic: `id = id + 0`, `id = ANY(ARRAY[id])`.
/// A function or an operator of its own may choose rows: `email <> lower(email)`.
pub(super) fn compares_with_itself(expression: &Node, shape: &[Kind], sources: &Sources) -> bool {
    if !matches!(shape, [Kind::a_expr, _, .., Kind::a_expr | Kind::in_expr | Kind::RParen]) {
        return false;
    }
    let (left, right) = both(expression);
    let columns = columns(left, sources);
    !columns.is_empty()
        && columns == self::columns(right, sources)
        && expression.descendants().all(|node| !may_choose(node))
}

/// A comparison of a system column that is no place of a row: `ctid >= '(0,0)'`, `tableoid = 16384`.
pub(super) fn is_of_system(expression: &Node, shape: &[Kind]) -> bool {
    let [Kind::a_expr, operator, ..] = shape else { return false };
    let (left, right) = both(expression);
    let systems = [left, right].map(|side| Some(uncast(side)).filter(|it| is_system_column(it)));
    let is_table = |column: &Node| path(column).last().is_some_and(|name| name == "tableoid");
    let is_a_place = matches!(operator, Kind::Equals | Kind::IN_P)
        || expression.child(Kind::subquery_Op).is_some_and(|it| it.words().eq([Kind::Equals]));
    systems.into_iter().flatten().any(|column| is_table(column) || !is_a_place)
}

fn uncast(node: &Node) -> &Node {
    let node = node.innermost();
    match node.shape()[..] {
        [Kind::a_expr | Kind::c_expr | Kind::b_expr, Kind::TYPECAST, Kind::Typename] => {
            node.first_child().map_or(node, uncast)
        }
        _ => node,
    }
}

/// `ARRAY[]` or `'{}'`: whatever is compared with all of its elements holds.
pub(super) fn is_empty_array(node: &Node) -> bool {
    let text = node.text().to_string();
    let value = text.split("::").next().unwrap_or_default();
    let value: String = value.chars().filter(|it| !it.is_whitespace()).collect();
    value.eq_ignore_ascii_case("array[]") || value == "'{}'"
}

/// The columns of an expression; those of the table without its name.
fn columns(node: &Node, sources: &Sources) -> Vec<Vec<String>> {
    let of_column = |column: &Node| {
        let mut name = path(column);
        if sources.is_of_table(&name) == Some(true) {
            name.drain(..name.len() - 1);
        }
        name
    };
    let mut names: Vec<_> = node.all(Kind::columnref).map(of_column).collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn may_choose(node: &Node) -> bool {
    let is_operator = node.children_with_tokens().any(|element| match element {
        NodeOrToken::Token(token) if token.kind() == Kind::Op => token.text() != "||",
        NodeOrToken::Token(token) => token.kind() == Kind::Percent,
        NodeOrToken::Node(_) => false,
    });
    match node.kind() {
        Kind::func_application
        | Kind::func_expr_common_subexpr
        | Kind::case_expr
        | Kind::select_with_parens => true,
        Kind::indirection_el => node.has_word(Kind::LBracket),
        _ => is_operator,
    }
}
