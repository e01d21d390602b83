//! Divides a script into groups of statements that succeed or fail together.

use squawk_syntax::ast::Stmt;

use crate::script::{ParsedScript, Statement, StatementKind};

/// Statements that are applied together or not at all.
pub(super) struct StatementGroup<'p> {
    /// Its first statement.
    pub(super) first: &'p Statement,
    /// Whether it starts with `BEGIN`.
    pub(super) transaction: bool,
}

/// The groups of a script whose statements are sent one by one. Session settings are no group.
pub(super) fn statement_groups<'p>(parsed: &'p ParsedScript<'_>) -> Vec<StatementGroup<'p>> {
    let (mut statement_groups, mut inside) = (Vec::new(), false);
    for (statement, tree) in &parsed.statements {
        match statement.kind {
            StatementKind::Begin if !inside => {
                inside = true;
                statement_groups.push(StatementGroup { first: statement, transaction: true });
            }
            StatementKind::Commit | StatementKind::Rollback => inside = false,
            _ if inside || is_session_setting(tree) || statement.kind.controls_transaction() => {}
            _ => statement_groups.push(StatementGroup { first: statement, transaction: false }),
        }
    }
    statement_groups
}

/// Whether a statement changes the session only.
fn is_session_setting(tree: &Stmt) -> bool {
    matches!(
        tree,
        Stmt::Set(_)
            | Stmt::SetRole(_)
            | Stmt::SetSessionAuth(_)
            | Stmt::Reset(_)
            | Stmt::ResetRole(_)
            | Stmt::ResetSessionAuth(_)
            | Stmt::Show(_)
    )
}
