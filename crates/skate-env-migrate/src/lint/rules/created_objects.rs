//! Tables and types that a script itself creates: they hold no data yet.

use std::collections::HashSet;

use squawk_syntax::ast::Stmt;

use crate::script::ParsedScript;

/// The names of tables that a script creates. `IF NOT EXISTS` is left out: the table may have rows.
pub(super) fn tables(parsed: &ParsedScript<'_>) -> HashSet<String> {
    let name = |tree: &Stmt| match tree {
        Stmt::CreateTable(it) if it.if_not_exists().is_none() => it.table_name(),
        Stmt::CreateTableAs(it) if it.if_not_exists().is_none() => it.table_name(),
        _ => None,
    };
    let names = parsed.statements.iter().filter_map(|(_, tree)| name(tree));
    names.filter_map(|it| Some(it.path()?.segment()?.text())).collect()
}

/// The names of types that a script creates.
pub(super) fn types(parsed: &ParsedScript<'_>) -> HashSet<String> {
    let name = |tree: &Stmt| match tree {
        Stmt::CreateType(it) => it.type_name()?.path()?.segment().map(|it| it.text()),
        _ => None,
    };
    parsed.statements.iter().filter_map(|(_, tree)| name(tree)).collect()
}
