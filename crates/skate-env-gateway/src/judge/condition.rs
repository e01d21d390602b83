//! Whether a `WHERE` of a `DELETE` or `UPDATE` narrows anything: a condition that every row
//! fulfils is none.
//!
//! Read from the text alone, as far as that goes: constants, a column beside itself, `id` as it
//! is by convention. What depends on a row's columns in any other way counts as a condition.

use crate::grammar::{Kind, Node, Tree as _, normalized, path, string_constant};

/// What a condition does to the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Truth {
    /// Every row fulfils it.
    Always,
    /// No row does.
    Never,
    /// It does not depend on the row: a parameter, a function of constants.
    Constant,
    /// It depends on the row.
    PerRow,
}

impl Truth {
    /// Whether it narrows the rows that a statement changes.
    pub(super) fn narrows(self) -> bool {
        matches!(self, Self::Never | Self::PerRow)
    }

    fn not(self) -> Self {
        match self {
            Self::Always => Self::Never,
            Self::Never => Self::Always,
            other => other,
        }
    }

    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Never, _) | (_, Self::Never) => Self::Never,
            (Self::PerRow, _) | (_, Self::PerRow) => Self::PerRow,
            (Self::Constant, _) | (_, Self::Constant) => Self::Constant,
            (Self::Always, Self::Always) => Self::Always,
        }
    }

    /// `$1 IS NULL OR id = $1` still counts as a condition of its own.
    fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Always, _) | (_, Self::Always) => Self::Always,
            (Self::PerRow, _) | (_, Self::PerRow) => Self::PerRow,
            (Self::Constant, _) | (_, Self::Constant) => Self::Constant,
            (Self::Never, Self::Never) => Self::Never,
        }
    }
}

/// The condition in a `WHERE`, of a statement that changes `table`.
pub(super) fn of_where(clause: Option<&Node>, table: &[String]) -> Truth {
    let Some(clause) = clause else { return Truth::Always };
    match clause.child(Kind::a_expr) {
        Some(expression) => truth(expression, table),
        None => Truth::PerRow, // `WHERE CURRENT OF cursor`: one row
    }
}

/// What an expression does to the rows.
pub(super) fn truth(expression: &Node, table: &[String]) -> Truth {
    let expression = expression.innermost();
    let shape = expression.shape();
    match shape[..] {
        [Kind::a_expr, Kind::AND, Kind::a_expr] => {
            let (left, right) = both(expression);
            truth(left, table).and(truth(right, table))
        }
        [Kind::a_expr, Kind::OR, Kind::a_expr] => {
            let (left, right) = both(expression);
            let either = truth(left, table).or(truth(right, table));
            if complements(left, right) { Truth::Always } else { either }
        }
        [Kind::NOT, Kind::a_expr] => {
            expression.first_child().map_or(Truth::PerRow, |inner| truth(inner, table)).not()
        }
        _ => plain(expression, &shape, table),
    }
}

fn plain(expression: &Node, shape: &[Kind], table: &[String]) -> Truth {
    if let Some(truth) = literal(expression).or_else(|| of_test(expression, shape)) {
        return truth;
    }
    if let [Kind::a_expr, operator, Kind::a_expr] = shape {
        let (left, right) = both(expression);
        if let Some(truth) = of_operator(*operator, left, right) {
            return truth;
        }
    }
    if let [Kind::a_expr, Kind::IN_P, Kind::in_expr] = shape
        && takes_every_row(expression, table)
    {
        return Truth::Always;
    }
    if is_uncorrelated(expression) { Truth::Constant } else { Truth::PerRow }
}

/// `true`, `false`, and what PostgreSQL casts to them.
fn literal(node: &Node) -> Option<Truth> {
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
        Kind::Iconst => Some(if node.text() == "0" { Truth::Never } else { Truth::Always }),
        _ => None,
    }
}

/// `x IS NOT NULL` of what is never null, and `IS TRUE` of a constant.
fn of_test(expression: &Node, shape: &[Kind]) -> Option<Truth> {
    let inner = || Some(expression.first_child()?.innermost());
    match shape {
        [Kind::a_expr, Kind::IS, Kind::NOT, Kind::NULL_P] | [Kind::a_expr, Kind::NOTNULL] => {
            let inner = inner()?;
            (is_never_null(inner) || inner.kind() == Kind::AexprConst).then_some(Truth::Always)
        }
        [Kind::a_expr, Kind::IS, Kind::NULL_P] | [Kind::a_expr, Kind::ISNULL] => {
            is_never_null(inner()?).then_some(Truth::Never)
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
    if matches!(operator, Kind::LIKE | Kind::ILIKE)
        && string_constant(right).is_some_and(|it| !it.is_empty() && it.chars().all(|it| it == '%'))
    {
        return Some(Truth::Always);
    }
    // Keys are counted from 1.
    let least = number(right).filter(|_| is_key(left.innermost()))?;
    match operator {
        Kind::Greater | Kind::NOT_EQUALS if least <= 0 => Some(Truth::Always),
        Kind::GREATER_EQUALS if least <= 1 => Some(Truth::Always),
        _ => None,
    }
}

fn compared(operator: Kind, left: i64, right: i64) -> Option<Truth> {
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

fn number(node: &Node) -> Option<i64> {
    let node = node.innermost();
    match node.shape()[..] {
        [Kind::Minus, Kind::a_expr | Kind::b_expr] => number(node.first_child()?).map(|it| -it),
        _ if node.kind() == Kind::Iconst => node.text().to_string().parse().ok(),
        _ => None,
    }
}

/// System columns, and `id`: by convention the key of its table.
fn is_never_null(node: &Node) -> bool {
    let is_of_system =
        |name: &str| matches!(name, "ctid" | "tableoid" | "xmin" | "xmax" | "cmin" | "cmax");
    is_key(node)
        || (node.kind() == Kind::columnref
            && path(node).last().is_some_and(|name| is_of_system(name)))
}

fn is_key(node: &Node) -> bool {
    node.kind() == Kind::columnref && path(node).last().is_some_and(|name| name == "id")
}

/// The same text on both sides, of something that has one value for a row.
fn same(left: &Node, right: &Node) -> bool {
    let volatile = |node: &Node| node.find(Kind::func_application).is_some();
    !volatile(left) && normalized(left.innermost()) == normalized(right.innermost())
}

/// `a IS NULL` beside `a IS NOT NULL`, `a = 1` beside `a <> 1`, `a` beside `NOT a`.
fn complements(left: &Node, right: &Node) -> bool {
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

/// `id IN (SELECT id FROM the_same_table)` with nothing that narrows the inner rows.
fn takes_every_row(expression: &Node, table: &[String]) -> bool {
    let Some(select) = expression.find(Kind::select_with_parens) else { return false };
    let Some(simple) = select.find(Kind::simple_select) else { return false };
    let narrows = [
        Kind::where_clause,
        Kind::select_limit,
        Kind::having_clause,
        Kind::group_clause,
        Kind::joined_table,
        Kind::tablesample_clause,
        Kind::distinct_clause,
    ];
    if select.descendants().any(|node| narrows.contains(&node.kind())) {
        return false;
    }
    let tables: Vec<_> = simple.all(Kind::table_ref).collect();
    let [from] = tables[..] else { return false };
    let name = from.find(Kind::qualified_name).map(path).unwrap_or_default();
    name.last() == table.last() && !name.is_empty()
}

/// Whether no column of the row is looked at. A query inside counts as a condition where it has
/// one: whether that one is about the row cannot be seen without the tables.
fn is_uncorrelated(expression: &Node) -> bool {
    let in_query = |node: &Node| {
        node.ancestors()
            .take_while(|it| *it != expression)
            .any(|it| it.kind() == Kind::simple_select)
    };
    let is_of_row = |node: &Node| match node.kind() {
        Kind::columnref => !in_query(node),
        Kind::where_clause | Kind::having_clause | Kind::select_limit | Kind::joined_table => true,
        _ => false,
    };
    !expression.descendants().any(is_of_row)
}

fn both(expression: &Node) -> (&Node, &Node) {
    // The callers have seen two nodes in the shape.
    let first = expression.first_child().unwrap_or(expression);
    (first, expression.last_child().unwrap_or(expression))
}
