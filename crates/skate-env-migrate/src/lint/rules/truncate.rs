//! Rule `truncate`.

use std::collections::HashSet;

use squawk_syntax::ast;

use crate::{
    lint::{Rule, Severity, finding::LintContext},
    script::Statement,
};

pub(super) static RULE: Rule = Rule {
    id: "truncate",
    severity: Severity::Error,
    why: "It deletes all rows of the table, in every environment that the migration reaches; with \
          CASCADE, also those of every table that refers to it.",
    instead: "Use DELETE with WHERE, or rename the table and drop it later. If it is intended, write \
              `-- skate-env-ignore truncate`.",
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
