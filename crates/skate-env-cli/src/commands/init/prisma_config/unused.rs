//! Imports that a guarded configuration does not need: `dotenv/config`, and Prisma's `env`.

use oxc_ast::ast::{BindingPattern, ImportDeclarationSpecifier, Statement};
use oxc_semantic::SymbolId;
use oxc_span::{GetSpan as _, Span};

use crate::{
    commands::init::script_edits::{ScriptEdits, taken_from},
    project::javascript::{PRISMA_CONFIG, Script},
};

pub(super) fn remove<'a>(edits: &mut ScriptEdits<'_, 'a>, script: &Script<'a>) {
    for statement in &script.program.body {
        match taken_from(statement) {
            // It would set what `.env` says before skate-env asks, and outrank `.env.local`.
            Some("dotenv/config") if takes_nothing(statement) => {
                edits.remove_statement(statement.span());
            }
            Some(source) if PRISMA_CONFIG.contains(&source) => {
                remove_env(edits, script, &taken(statement));
            }
            _ => {}
        }
    }
}

fn takes_nothing(statement: &Statement<'_>) -> bool {
    match statement {
        Statement::ImportDeclaration(import) => import.specifiers.is_none(),
        Statement::ExpressionStatement(_) => true,
        _ => false,
    }
}

/// Removes `env`, where nothing calls it any more.
fn remove_env(edits: &mut ScriptEdits<'_, '_>, script: &Script<'_>, taken: &[Taken]) {
    let spans: Vec<Span> = taken.iter().map(|it| it.span).collect();
    for (index, it) in taken.iter().enumerate().filter(|(_, it)| it.is_env) {
        let uses = script.uses(it.symbol);
        if !uses.is_empty() && uses.iter().all(|span| edits.removes(*span)) {
            edits.remove_from_list(&spans, index);
        }
    }
}

/// A name between the braces of an import.
struct Taken {
    span: Span,
    symbol: SymbolId,
    is_env: bool,
}

fn taken(statement: &Statement<'_>) -> Vec<Taken> {
    match statement {
        Statement::ImportDeclaration(import) => {
            let named = import.specifiers.iter().flatten().filter_map(|it| match it {
                ImportDeclarationSpecifier::ImportSpecifier(it) => Some(Taken {
                    span: it.span,
                    symbol: it.local.symbol_id(),
                    is_env: it.imported.name() == "env",
                }),
                _ => None,
            });
            named.collect()
        }
        Statement::VariableDeclaration(declaration) => {
            let patterns = declaration.declarations.iter().filter_map(|it| match &it.id {
                BindingPattern::ObjectPattern(pattern) => Some(pattern),
                _ => None,
            });
            let properties = patterns.flat_map(|pattern| &pattern.properties);
            let named = properties.filter_map(|it| {
                let symbol = it.value.get_binding_identifier()?.symbol_id();
                Some(Taken { span: it.span, symbol, is_env: it.key.is_specific_static_name("env") })
            });
            named.collect()
        }
        _ => Vec::new(),
    }
}
