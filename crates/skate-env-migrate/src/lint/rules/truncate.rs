//! `TRUNCATE`.

use std::collections::HashSet;

use squawk_syntax::ast;

use crate::{
    lint::{Rule, Severity, finding::LintContext},
    script::Statement,
};

pub(super) static RULE: Rule = Rule {
    id: "truncate",
    severity: Severity::Error,
    why: "All of the table's rows are gone, in every environment that the migration reaches; with \
          CASCADE, those of every table that refers to it, too.",
    instead: "Delete what must go with WHERE, or keep the data under another name until nobody \
              misses it. If it is meant: `-- skate-env-ignore truncate`.",
};

pub(super) fn check(
    tree: &ast::Truncate,
    statement: &Statement,
    created: &HashSet<String>,
    context: &mut LintContext<'_>,
) {
    let tables = tree.table_list().into_iter().flat_map(|list| list.table_relation_names());
    let names: Vec<_> = tables
        .filter_map(|it| Some(it.table_name_ref()?.path_ref()?.segment()?.text()))
        .filter(|name| !created.contains(name))
        .collect();
    if !names.is_empty() {
        let message = format!("TRUNCATE empties {}.", names.join(", "));
        context.add(&RULE, message, statement.range.clone());
    }
}
