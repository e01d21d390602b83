//! Queries inside a condition: whether they choose rows, or are the same for every row.

use super::{operands, sources::Sources, truth::Truth};
use crate::grammar::{Kind, Node, Tree as _, path};

/// Judges the condition of a query inside.
type Judge = fn(&Node, &Sources) -> Truth;

/// `id IN (SELECT id FROM the_same_table)` with nothing that narrows the inner rows; the same with
/// `= ANY` and `EXISTS`.
pub(super) fn takes_every_row(expression: &Node, sources: &Sources, judge: Judge) -> bool {
    let Some(select) = expression.find(Kind::select_with_parens) else { return false };
    let Some(simple) = select.find(Kind::simple_select) else { return false };
    if narrows(select) {
        return false;
    }
    let tables = Sources::tables_of(simple);
    let [from] = &tables[..] else { return false };
    if from.is_empty() || (from.last() != sources.table.last() && !is_whole(from, simple, sources))
    {
        return false;
    }
    let inner = sources.inside(simple);
    let condition = simple.child(Kind::where_clause).and_then(|it| it.child(Kind::a_expr));
    let is_exists = expression.has_word(Kind::EXISTS);
    match condition {
        // With EXISTS: it holds where there is a row to change.
        None => true,
        Some(condition) if is_exists => {
            let condition = condition.innermost();
            let [Kind::a_expr, Kind::Equals, Kind::a_expr] = condition.shape()[..] else {
                return false;
            };
            let (left, right) = operands::both(condition);
            operands::joins_itself(left, right, &inner)
        }
        Some(condition) => !judge(condition, &inner).narrows(),
    }
}

/// Whether anything but its condition keeps a query from reading every row.
fn narrows(query: &Node) -> bool {
    let kinds = [
        Kind::select_limit,
        Kind::having_clause,
        Kind::group_clause,
        Kind::joined_table,
        Kind::tablesample_clause,
        Kind::distinct_clause,
    ];
    query.descendants().any(|node| kinds.contains(&node.kind()))
}

/// So many names of `WITH` may stand for each other.
const MAX_NAMES: usize = 8;

/// Whether a name of `WITH` stands for all rows of the table.
fn is_whole(name: &[String], query: &Node, sources: &Sources) -> bool {
    let mut name = name.to_vec();
    for _ in 0..MAX_NAMES {
        let Some(table) = common_table(&name, query) else { return false };
        if narrows(table) || table.find(Kind::where_clause).is_some() {
            return false;
        }
        let tables = table.find(Kind::simple_select).map(Sources::tables_of).unwrap_or_default();
        let [from] = &tables[..] else { return false };
        if from.last() == sources.table.last() {
            return true;
        }
        name.clone_from(from);
    }
    false
}

/// What a name of `WITH` around a query stands for.
fn common_table<'n>(name: &[String], query: &'n Node) -> Option<&'n Node> {
    let [name] = name else { return None };
    let is_with = |node: &&Node| matches!(node.kind(), Kind::opt_with_clause | Kind::with_clause);
    let all = query.ancestors().flat_map(|around| around.children().filter(is_with));
    all.flat_map(|with| with.all(Kind::common_table_expr))
        .find(|table| table.first_child().is_some_and(|it| path(it).last() == Some(name)))
}

/// Whether no column of the row is looked at. An unqualified column in the condition of a query
/// inside may be the row's: that cannot be seen without the tables.
pub(super) fn is_uncorrelated(expression: &Node, sources: &Sources) -> bool {
    !expression.all(Kind::columnref).any(|column| is_of_row(column, expression, sources))
}

fn is_of_row(column: &Node, expression: &Node, sources: &Sources) -> bool {
    let name = path(column);
    let between = || column.ancestors().take_while(|it| *it != expression);
    let mut queries = between().filter(|it| it.kind() == Kind::simple_select).peekable();
    if queries.peek().is_none() {
        return match sources.is_of_table(&name) {
            None => true,
            Some(is_own) => is_own || !sources.knows(&name),
        };
    }
    let hides = queries.any(|query| sources.inside(query).is_of_table(&name) == Some(false));
    match sources.is_of_table(&name) {
        Some(is_own) => is_own && !hides,
        None => between().any(|it| {
            matches!(it.kind(), Kind::where_clause | Kind::having_clause | Kind::join_qual)
        }),
    }
}
