//! Finds `UPDATE` and `DELETE` without `WHERE`, and `TRUNCATE`, also inside `WITH`.

use std::collections::HashSet;

use squawk_syntax::{
    SyntaxKind,
    ast::{self, AstNode as _, Stmt},
};

use super::{created_objects, delete_without_where, truncate, update_without_where};
use crate::{lint::finding::LintContext, script::parsed::range_of};

pub(super) fn check(context: &mut LintContext<'_>) {
    let parsed = context.parsed;
    let mut created = None;
    for (statement, tree) in &parsed.statements {
        match tree {
            Stmt::Truncate(it) => {
                let created = created.get_or_insert_with(|| created_objects::tables(parsed));
                truncate::check(it, statement, created, context);
            }
            Stmt::Update(_)
            | Stmt::Delete(_)
            | Stmt::Insert(_)
            | Stmt::Select(_)
            | Stmt::CompoundSelect(_)
            | Stmt::Merge(_) => {
                let text = parsed.text[statement.range.clone()].as_bytes();
                // Only `WITH` may contain another statement.
                let with = text.get(..4).is_some_and(|word| word.eq_ignore_ascii_case(b"with"));
                if with || matches!(tree, Stmt::Update(_) | Stmt::Delete(_)) {
                    let created = created.get_or_insert_with(|| created_objects::tables(parsed));
                    written(tree, created, context);
                }
            }
            _ => {}
        }
    }
}

fn written(tree: &Stmt, created: &HashSet<String>, context: &mut LintContext<'_>) {
    for node in tree.syntax().descendants() {
        let (rule, verb, table, whole) = match node.kind() {
            SyntaxKind::UPDATE => {
                let Some(it) = ast::Update::cast(node.clone()) else { continue };
                let whole = it.where_clause_or_current_of().is_none();
                (&update_without_where::RULE, "UPDATE", it.relation_name(), whole)
            }
            SyntaxKind::DELETE => {
                let Some(it) = ast::Delete::cast(node.clone()) else { continue };
                let whole = it.where_clause_or_current_of().is_none();
                (&delete_without_where::RULE, "DELETE", it.relation_name(), whole)
            }
            _ => continue,
        };
        let name = table.and_then(|it| it.relation_name_ref()?.path_ref()?.segment());
        let Some(name) = name.map(|it| it.text()).filter(|_| whole) else { continue };
        if !created.contains(&name) {
            let message = format!("{verb} writes every row of {name}.");
            context.add(rule, message, range_of(&node));
        }
    }
}
