//! What runs outside of transactions alone, with other statements in its file.

use squawk_syntax::ast::Stmt;

use crate::{
    lint::{Rule, Severity, finding::LintContext, statement_groups},
    script::{ParsedScript, StatementKind},
};

pub(in crate::lint) static RULE: Rule = Rule {
    id: "concurrently-mixed",
    severity: Severity::Error,
    why: "PostgreSQL refuses it in a transaction, and a script that is sent whole is one (25001, \
          P3018): Prisma sends `DROP INDEX CONCURRENTLY` so in every version, all else before 7.4.",
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
            // The squawk says so.
            _ if inside && matches!(tree, Stmt::CreateIndex(_)) => {}
            kind if kind.refuses_transaction_block() => {
                let words = match kind {
                    StatementKind::Concurrently => "CONCURRENTLY",
                    _ => "A statement that runs outside of transactions alone",
                };
                let place = if inside { "in a transaction" } else { "among other statements" };
                // The one of them that Prisma itself can tell from the others.
                let split = matches!(tree, Stmt::CreateIndex(_)) && by_statement;
                if split && only_sets_up(context.parsed) {
                    continue;
                }
                let message = format!("{words} stands {place}.");
                let finding = context.add(&RULE, message, statement.range.clone());
                if split {
                    finding.severity = Severity::Warning;
                    finding.message.push_str(" If one fails, those before it stay.");
                }
            }
            _ => {}
        }
    }
}

/// Whether nothing but settings of the session stands beside one statement.
fn only_sets_up(parsed: &ParsedScript<'_>) -> bool {
    statement_groups::statement_groups(parsed).len() == 1
}
