//! Whether a `WHERE` of a `DELETE` or `UPDATE` narrows anything: a condition that every row
//! fulfils is none.
//!
//! Read from the text alone, as far as that goes: constants, a column beside itself, `id` as it
//! is by convention. What depends on a row's columns in any other way counts as a condition.

mod constants;
mod itself;
mod operands;
mod patterns;
mod queries;
mod sources;
mod truth;

use constants::{compared, literal, number};
use itself::{compares_with_itself, is_empty_array, is_of_system};
use operands::{both, complements, is_key, is_never_null, same};
use patterns::matches_everything;
use queries::{is_uncorrelated, takes_every_row};

pub(super) use sources::Sources;
pub(super) use truth::Truth;

use crate::grammar::{Kind, Node, Tree as _};

/// The condition in a `WHERE`, of a statement that changes rows of `sources`.
pub(super) fn of_where(clause: Option<&Node>, sources: &Sources) -> Truth {
    let Some(clause) = clause else { return Truth::Always };
    match clause.child(Kind::a_expr) {
        Some(expression) => of_condition(expression, sources),
        None => Truth::PerRow, // `WHERE CURRENT OF cursor`: one row
    }
}

/// A whole condition: of a `WHERE`, or the `ON` of a `MERGE`.
pub(super) fn of_condition(expression: &Node, sources: &Sources) -> Truth {
    let whole = expression.innermost();
    // Beside other conditions it joins the table with those rows of itself that they choose.
    if let [Kind::a_expr, Kind::Equals, Kind::a_expr] = whole.shape()[..] {
        let (left, right) = both(whole);
        if operands::joins_itself(left, right, sources) {
            return Truth::Always;
        }
    }
    truth(whole, sources)
}

/// What an expression does to the rows.
fn truth(expression: &Node, sources: &Sources) -> Truth {
    let expression = expression.innermost();
    let shape = expression.shape();
    match shape[..] {
        [Kind::a_expr, Kind::AND, Kind::a_expr] => {
            let (left, right) = both(expression);
            truth(left, sources).and(truth(right, sources))
        }
        [Kind::a_expr, Kind::OR, Kind::a_expr] => {
            let (left, right) = both(expression);
            let either = truth(left, sources).or(truth(right, sources));
            if complements(left, right) { Truth::Always } else { either }
        }
        [Kind::NOT, Kind::a_expr] => {
            expression.first_child().map_or(Truth::PerRow, |inner| truth(inner, sources)).not()
        }
        _ => plain(expression, &shape, sources),
    }
}

fn plain(expression: &Node, shape: &[Kind], sources: &Sources) -> Truth {
    if let Some(truth) = literal(expression).or_else(|| of_test(expression, shape, sources)) {
        return truth;
    }
    if let [Kind::a_expr, operator, Kind::a_expr] = shape {
        let (left, right) = both(expression);
        if let Some(truth) = of_operator(*operator, left, right) {
            return truth;
        }
    }
    if matches_everything(expression, shape) {
        return Truth::Always;
    }
    if compares_with_itself(expression, shape, sources) || is_of_system(expression, shape) {
        return Truth::Constant;
    }
    let is_query = match shape {
        [Kind::a_expr, Kind::IN_P, Kind::in_expr] | [Kind::EXISTS, Kind::select_with_parens] => {
            true
        }
        [Kind::a_expr, Kind::subquery_Op, Kind::sub_type, Kind::LParen, ..]
            if expression.last_child().is_some_and(is_empty_array) =>
        {
            return Truth::Constant;
        }
        [Kind::a_expr, Kind::subquery_Op, Kind::sub_type, ..] => {
            let is = |kind, word| expression.child(kind).is_some_and(|it| it.words().eq([word]));
            is(Kind::subquery_Op, Kind::Equals) && !is(Kind::sub_type, Kind::ALL)
        }
        _ => false,
    };
    if is_query && takes_every_row(expression, sources, truth) {
        return Truth::Always;
    }
    if is_uncorrelated(expression, sources) { Truth::Constant } else { Truth::PerRow }
}

/// `x IS NOT NULL` of what is never null, and `IS TRUE` of a constant.
fn of_test(expression: &Node, shape: &[Kind], sources: &Sources) -> Option<Truth> {
    let inner = || Some(expression.first_child()?.innermost());
    let is_null = || {
        let inner = inner()?;
        (is_never_null(inner, sources) || inner.kind() == Kind::AexprConst).then_some(Truth::Never)
    };
    match shape {
        [Kind::a_expr, Kind::IS, Kind::NOT, Kind::NULL_P] | [Kind::a_expr, Kind::NOTNULL] => {
            is_null().map(Truth::not)
        }
        [Kind::a_expr, Kind::IS, Kind::NULL_P] | [Kind::a_expr, Kind::ISNULL] => is_null(),
        [Kind::a_expr, Kind::IS, Kind::DISTINCT, Kind::FROM, Kind::a_expr]
            if expression.last_child().is_some_and(|it| it.innermost().has_word(Kind::NULL_P)) =>
        {
            is_null().map(Truth::not)
        }
        [Kind::a_expr, Kind::IS, Kind::TRUE_P]
        | [Kind::a_expr, Kind::IS, Kind::NOT, Kind::FALSE_P] => literal(inner()?),
        [Kind::a_expr, Kind::IS, Kind::FALSE_P]
        | [Kind::a_expr, Kind::IS, Kind::NOT, Kind::TRUE_P] => literal(inner()?).map(Truth::not),
        [Kind::a_expr, Kind::IS, Kind::NOT, Kind::DISTINCT, Kind::FROM, Kind::a_expr] => {
            let (left, right) = both(expression);
            same(left, right).then_some(Truth::Always)
        }
        [Kind::a_expr, Kind::BETWEEN, Kind::b_expr, Kind::AND, Kind::a_expr] => {
            let sides: Vec<_> = expression.children().collect();
            (same(sides[0], sides[1]) && same(sides[0], sides[2])).then_some(Truth::Always)
        }
        _ => None,
    }
}

fn of_operator(operator: Kind, left: &Node, right: &Node) -> Option<Truth> {
    if same(left, right) {
        match operator {
            Kind::Equals | Kind::LESS_EQUALS | Kind::GREATER_EQUALS => return Some(Truth::Always),
            Kind::NOT_EQUALS | Kind::Less | Kind::Greater => return Some(Truth::Never),
            _ => {}
        }
    }
    if let (Some(left), Some(right)) = (number(left), number(right)) {
        return compared(operator, left, right);
    }
    // Keys are counted from 1.
    let least = number(right).filter(|_| is_key(left.innermost()))?;
    match operator {
        Kind::Greater | Kind::NOT_EQUALS if least <= 0 => Some(Truth::Always),
        Kind::GREATER_EQUALS if least <= 1 => Some(Truth::Always),
        _ => None,
    }
}
