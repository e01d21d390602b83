//! Patterns that every text matches: `LIKE '%'`, `~ ''`.

use super::operands::both;
use crate::grammar::{Kind, Node, Tree as _, string_constant};

/// Whether the expression compares with a constant pattern that leaves nothing out.
pub(super) fn matches_everything(expression: &Node, shape: &[Kind]) -> bool {
    let (_, right) = both(expression);
    let Some(pattern) =
        Some(right.innermost()).filter(|it| it.kind() == Kind::Sconst).and_then(string_constant)
    else {
        return false;
    };
    match shape {
        [Kind::a_expr, Kind::LIKE | Kind::ILIKE, Kind::a_expr]
        | [Kind::a_expr, Kind::SIMILAR, Kind::TO, Kind::a_expr] => takes_any_text(&pattern),
        [Kind::a_expr, Kind::qual_Op, Kind::a_expr] => {
            let operator = expression.child(Kind::qual_Op).map(|it| it.text().to_string());
            matches!(operator.as_deref(), Some("~" | "~*")) && finds_itself_anywhere(&pattern)
                || matches!(operator.as_deref(), Some("~~" | "~~*")) && takes_any_text(&pattern)
        }
        _ => false,
    }
}

/// `%`, and `_%`: any text, or any that is not empty.
fn takes_any_text(pattern: &str) -> bool {
    pattern.contains('%') && pattern.chars().all(|it| matches!(it, '%' | '_'))
}

/// A regular expression without a letter of its own, unless it says how long the text is.
fn finds_itself_anywhere(pattern: &str) -> bool {
    let is_length = pattern.starts_with('^') && pattern.ends_with('$');
    pattern.chars().all(|it| ".*+?^$|()".contains(it))
        && (!is_length || pattern.contains(['*', '+']))
}
