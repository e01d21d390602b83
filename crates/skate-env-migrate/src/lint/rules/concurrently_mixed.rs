//! What runs outside of transactions alone, with other statements in its file.

use squawk_syntax::ast::Stmt;

use crate::{
    lint::{Rule, Severity, finding::Report},
    script::Kind,
};

pub(in crate::lint) static RULE: Rule = Rule {
    id: "concurrently-mixed",
    severity: Severity::Error,
    why: "PostgreSQL refuses it in a transaction, and a script that is sent whole is one (25001, \
          P3018): Prisma sends `DROP INDEX CONCURRENTLY` so in every version, all else before 7.4.",
    instead: "Give the statement a migration of its own, with nothing else in the file: \
              `prisma migrate dev --create-only`.",
};

pub(super) fn check(report: &mut Report<'_>) {
    let statements = &report.parsed.statements;
    if statements.len() < 2 {
        return;
    }
    let mut inside = false;
    for (statement, tree) in statements {
        match statement.kind {
            Kind::Begin => inside = true,
            Kind::Commit | Kind::Rollback => inside = false,
            // The library says so.
            _ if inside && matches!(tree, Stmt::CreateIndex(_)) => {}
            kind if kind.runs_alone() => {
                let words = match kind {
                    Kind::Concurrently => "CONCURRENTLY",
                    _ => "A statement that runs outside of transactions alone",
                };
                let place = if inside { "in a transaction" } else { "among other statements" };
                report.add(&RULE, format!("{words} stands {place}."), statement.range.clone());
            }
            _ => {}
        }
    }
}
