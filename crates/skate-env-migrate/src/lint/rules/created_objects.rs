//! What a script itself brings into being: nobody has data in it yet.

use std::collections::HashSet;

use squawk_syntax::ast::Stmt;

use crate::script::ParsedScript;

/// The tables that a script creates, by name. `IF NOT EXISTS` may find one that is full.
pub(super) fn tables(parsed: &ParsedScript<'_>) -> HashSet<String> {
    let name = |tree: &Stmt| match tree {
        Stmt::CreateTable(it) if it.if_not_exists().is_none() => it.table_name(),
        Stmt::CreateTableAs(it) if it.if_not_exists().is_none() => it.table_name(),
        _ => None,
    };
    let names = parsed.statements.iter().filter_map(|(_, tree)| name(tree));
    names.filter_map(|it| Some(it.path()?.segment()?.text())).collect()
}

/// The types that a script creates, by name.
pub(super) fn types(parsed: &ParsedScript<'_>) -> HashSet<String> {
    let name = |tree: &Stmt| match tree {
        Stmt::CreateType(it) => it.type_name()?.path()?.segment().map(|it| it.text()),
        _ => None,
    };
    parsed.statements.iter().filter_map(|(_, tree)| name(tree)).collect()
}
