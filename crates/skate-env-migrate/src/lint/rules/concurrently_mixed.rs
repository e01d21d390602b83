//! Rule `concurrently-mixed`: a statement that cannot run in a transaction shares its file.

use squawk_syntax::ast::Stmt;

use crate::{
    lint::{Rule, Severity, finding::LintContext, statement_groups},
    script::{ParsedScript, StatementKind},
};

pub(in crate::lint) static RULE: Rule = Rule {
    id: "concurrently-mixed",
    severity: Severity::Error,
    why: "PostgreSQL refuses it in a transaction, and a script that is sent as a whole is one \
          (25001, P3018). Every Prisma version sends `DROP INDEX CONCURRENTLY` that way; before \
          7.4, it sends all statements that way.",
    instead: "Give the statement a migration of its own, with nothing else in the file: \
              `prisma migrate dev --create-only`.",
};

pub(super) fn check(context: &mut LintContext<'_>) {
    let statements = &context.parsed.statements;
    if statements.len() < 2 {
        return;
    }
    let by_statement = context.settings.statement_by_statement;
    let mut inside = false;
    for (statement, tree) in statements {
        match statement.kind {
            StatementKind::Begin => inside = true,
            StatementKind::Commit | StatementKind::Rollback => inside = false,
            // squawk reports it.
            _ if inside && matches!(tree, Stmt::CreateIndex(_)) => {}
            kind if kind.refuses_transaction_block() => {
                let words = match kind {
                    StatementKind::Concurrently => "CONCURRENTLY",
                    _ => "A statement that cannot run in a transaction",
                };
                let place = if inside { "in a transaction" } else { "among other statements" };
                // The only such statement that Prisma recognises and sends on its own.
                let split = matches!(tree, Stmt::CreateIndex(_)) && by_statement;
                if split && only_sets_up(context.parsed) {
                    continue;
                }
                let message = format!("{words} stands {place}.");
                let finding = context.add(&RULE, message, statement.range.clone());
                if split {
                    finding.severity = Severity::Warning;
                    finding
                        .message
                        .push_str(" If a statement fails, those before it stay applied.");
                }
            }
            _ => {}
        }
    }
}

/// Whether the script has one statement, apart from session settings.
fn only_sets_up(parsed: &ParsedScript<'_>) -> bool {
    statement_groups::statement_groups(parsed).len() == 1
}
