//! Rule `enum-value-used-at-once`: a value is added to an enum and used in the same file.

use squawk_syntax::{
    SyntaxKind,
    ast::{self, AlterTypeAction, AstNode as _, Stmt},
};

use super::created_objects;
use crate::{
    lint::{Rule, Severity, finding::LintContext},
    script::{ParsedScript, StatementKind},
};

pub(super) static RULE: Rule = Rule {
    id: "enum-value-used-at-once",
    severity: Severity::Error,
    why: "A new value of an enum cannot be used before the transaction that added it has ended \
          (55P04).",
    instead: "Add the value in one migration, and use it in the next.",
};

/// An added value, and the index of the statement that adds it.
struct Added {
    value: String,
    statement: usize,
}

pub(super) fn check(context: &mut LintContext<'_>) {
    let parsed = context.parsed;
    let added = added(parsed);
    if added.is_empty() {
        return;
    }
    for Added { value, statement } in added {
        let used = parsed.statements.iter().enumerate().skip(statement + 1);
        let Some((index, _)) = used.into_iter().find(|(_, (_, tree))| uses(tree, &value)) else {
            continue;
        };
        let kinds = || parsed.statements[statement..index].iter().map(|(it, _)| it.kind);
        let ended = kinds().any(|kind| kind == StatementKind::Commit);
        let begun = parsed.statements[..statement].iter().map(|(it, _)| it.kind);
        let inside = begun.fold(false, |inside, kind| match kind {
            StatementKind::Begin => true,
            StatementKind::Commit | StatementKind::Rollback => false,
            _ => inside,
        });
        if ended {
            continue;
        }
        let alone = !inside && context.settings.statement_by_statement;
        let message = format!("The value '{value}' is added, and used in the same file.");
        let finding = context.add(&RULE, message, parsed.statements[index].0.range.clone());
        if alone {
            finding.severity = Severity::Warning;
            finding
                .message
                .push_str(" It works with Prisma 7.4 and later, which sends each statement on its own; others fail.");
        }
    }
}

/// The values that are added to enums that already exist.
fn added(parsed: &ParsedScript<'_>) -> Vec<Added> {
    let mut created = None;
    let value = |(statement, (_, tree)): (usize, &(_, Stmt))| {
        let Stmt::AlterType(alter) = tree else { return None };
        let Some(AlterTypeAction::AddValue(add)) = alter.action() else { return None };
        let name = alter.type_name_ref()?.path_ref()?.segment()?.text();
        let created = created.get_or_insert_with(|| created_objects::types(parsed));
        let value = add.literal()?.string_value()?;
        (!created.contains(&name)).then_some(Added { value, statement })
    };
    parsed.statements.iter().enumerate().filter_map(value).collect()
}

fn uses(tree: &Stmt, value: &str) -> bool {
    // These statements name a value without using it.
    let names = matches!(tree, Stmt::AlterType(_) | Stmt::CreateType(_) | Stmt::CommentOn(_));
    let literals = || {
        tree.syntax()
            .descendants()
            .filter(|node| node.kind() == SyntaxKind::LITERAL)
            .filter_map(ast::Literal::cast)
    };
    !names && literals().any(|it| it.string_value().as_deref() == Some(value))
}
