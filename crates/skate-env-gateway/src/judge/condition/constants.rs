//! Constants in a condition: truth values, and numbers that are compared.

use super::truth::Truth;
use crate::grammar::{Kind, Node, Tree as _, string_constant};

/// `true`, `false`, and what PostgreSQL casts to them.
pub(super) fn literal(node: &Node) -> Option<Truth> {
    let node = match node.shape()[..] {
        [Kind::a_expr | Kind::c_expr, Kind::TYPECAST, Kind::Typename] => {
            node.first_child()?.innermost()
        }
        _ => node,
    };
    match node.kind() {
        Kind::AexprConst if node.has_word(Kind::TRUE_P) => Some(Truth::Always),
        Kind::AexprConst if node.has_word(Kind::FALSE_P) => Some(Truth::Never),
        Kind::AexprConst if node.has_word(Kind::NULL_P) => Some(Truth::Never),
        Kind::Sconst => match string_constant(node)?.trim().to_ascii_lowercase().as_str() {
            "t" | "true" | "y" | "yes" | "on" | "1" => Some(Truth::Always),
            "f" | "false" | "n" | "no" | "off" | "0" => Some(Truth::Never),
            _ => None,
        },
        // The first that is not null.
        Kind::func_expr_common_subexpr if node.has_word(Kind::COALESCE) => {
            let first = node.find(Kind::a_expr)?.innermost();
            if first.has_word(Kind::NULL_P) {
                return Some(Truth::Constant);
            }
            literal(first).filter(|_| first.kind() == Kind::AexprConst)
        }
        Kind::Iconst => Some(if node.text() == "0" { Truth::Never } else { Truth::Always }),
        _ => None,
    }
}

pub(super) fn compared(operator: Kind, left: i64, right: i64) -> Option<Truth> {
    let holds = match operator {
        Kind::Equals => left == right,
        Kind::NOT_EQUALS => left != right,
        Kind::Less => left < right,
        Kind::Greater => left > right,
        Kind::LESS_EQUALS => left <= right,
        Kind::GREATER_EQUALS => left >= right,
        _ => return None,
    };
    Some(if holds { Truth::Always } else { Truth::Never })
}

pub(super) fn number(node: &Node) -> Option<i64> {
    let node = node.innermost();
    match node.shape()[..] {
        [Kind::Minus, Kind::a_expr | Kind::b_expr] => number(node.first_child()?).map(|it| -it),
        _ if node.kind() == Kind::Iconst => node.text().to_string().parse().ok(),
        _ => None,
    }
}
