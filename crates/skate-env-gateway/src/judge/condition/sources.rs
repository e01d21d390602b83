//! The table whose rows a statement changes, and what else its condition may speak of.

use super::super::tables::target;
use crate::grammar::{Kind, Node, Tree as _, path};

/// Names in a condition, and the tables that they stand for.
#[derive(Debug, Default)]
pub(in crate::judge) struct Sources {
    /// The table whose rows are changed.
    pub(super) table: Vec<String>,
    /// What that table is called in the condition.
    name: Option<String>,
    /// Joined tables (`FROM`, `USING`): what each is called, and its path.
    others: Vec<(String, Vec<String>)>,
}

impl Sources {
    /// Of an `UPDATE`, `DELETE` or `MERGE`.
    pub(in crate::judge) fn of(statement: &Node) -> Self {
        let table = target(statement);
        let alias = statement
            .child(Kind::relation_expr_opt_alias)
            .and_then(|it| it.child(Kind::ColId))
            .and_then(|alias| path(alias).pop());
        let name = alias.or_else(|| table.last().cloned());
        let joined = statement.children().filter(|node| {
            matches!(node.kind(), Kind::from_clause | Kind::using_clause | Kind::table_ref)
        });
        Self { table, name, others: joined.flat_map(named).collect() }
    }

    /// The same for a query inside the condition: its tables hide those outside.
    pub(super) fn inside(&self, query: &Node) -> Self {
        let inner = query.child(Kind::from_clause).map(named).unwrap_or_default();
        let is_hidden = self.name.as_ref().is_some_and(|name| inner.iter().any(|it| it.0 == *name));
        let name = self.name.clone().filter(|_| !is_hidden);
        let others = inner.into_iter().chain(self.others.iter().cloned()).collect();
        Self { table: self.table.clone(), name, others }
    }

    /// Whether the whole row is meant: `users IS NOT NULL`.
    pub(super) fn is_row(&self, node: &Node) -> bool {
        let [name] = &path(node)[..] else { return false };
        node.kind() == Kind::columnref && self.name.as_ref() == Some(name)
    }

    /// Whether a column belongs to the table, as far as its qualifier tells; `None` without one.
    pub(super) fn is_of_table(&self, column: &[String]) -> Option<bool> {
        let qualifier = column.len().checked_sub(2).map(|at| &column[at])?;
        Some(self.name.as_ref() == Some(qualifier))
    }

    /// Whether a qualified column belongs to a joined table. Another qualifier may be a composite
    /// column of the row itself.
    pub(super) fn knows(&self, column: &[String]) -> bool {
        let qualifier = column.len().checked_sub(2).map(|at| &column[at]);
        self.others.iter().any(|(name, _)| Some(name) == qualifier)
    }

    /// Whether two qualified columns are of one table that has two names here.
    pub(super) fn are_one_table(&self, left: &[String], right: &[String]) -> bool {
        let table = |column: &[String]| {
            let qualifier = column.len().checked_sub(2).map(|at| &column[at])?;
            if self.name.as_ref() == Some(qualifier) {
                return self.table.last();
            }
            self.others.iter().find(|it| it.0 == *qualifier)?.1.last()
        };
        table(left).is_some_and(|name| table(right) == Some(name))
    }

    /// The tables that a query inside reads, by their paths.
    pub(in crate::judge) fn tables_of(query: &Node) -> Vec<Vec<String>> {
        query
            .child(Kind::from_clause)
            .map(named)
            .unwrap_or_default()
            .into_iter()
            .map(|it| it.1)
            .collect()
    }
}

/// What each table of a `FROM` is called, and its path; a query or function has none.
fn named(clause: &Node) -> Vec<(String, Vec<String>)> {
    let is_inside = |node: &Node| {
        node.ancestors()
            .take_while(|it| it.text_range() != clause.text_range() || it.kind() != clause.kind())
            .any(|it| it.kind() == Kind::select_with_parens)
    };
    let references = clause.all(Kind::table_ref).filter(|node| !is_inside(node));
    let found = references.filter_map(|reference| {
        let table =
            reference.child(Kind::relation_expr).and_then(|it| it.find(Kind::qualified_name));
        let table = table.map(path).unwrap_or_default();
        let alias = reference
            .children()
            .filter(|it| matches!(it.kind(), Kind::opt_alias_clause | Kind::func_alias_clause))
            .find_map(|it| it.find(Kind::ColId))
            .and_then(|alias| path(alias).pop());
        alias.or_else(|| table.last().cloned()).map(|name| (name, table))
    });
    found.collect()
}
