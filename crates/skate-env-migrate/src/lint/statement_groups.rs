//! How a script divides into what succeeds or fails as a whole.

use squawk_syntax::ast::Stmt;

use crate::script::{ParsedScript, Statement, StatementKind};

/// A piece of a script that is applied whole or not at all.
pub(super) struct StatementGroup<'p> {
    /// Its first statement.
    pub(super) first: &'p Statement,
    /// Whether `BEGIN` opens it.
    pub(super) transaction: bool,
}

/// The statement_groups of a script, each statement sent alone. What only sets up the session is none.
pub(super) fn statement_groups<'p>(parsed: &'p ParsedScript<'_>) -> Vec<StatementGroup<'p>> {
    let (mut statement_groups, mut inside) = (Vec::new(), false);
    for (statement, tree) in &parsed.statements {
        match statement.kind {
            StatementKind::Begin if !inside => {
                inside = true;
                statement_groups.push(StatementGroup { first: statement, transaction: true });
            }
            StatementKind::Commit | StatementKind::Rollback => inside = false,
            _ if inside || sets_up(tree) || statement.kind.controls_transaction() => {}
            _ => statement_groups.push(StatementGroup { first: statement, transaction: false }),
        }
    }
    statement_groups
}

/// Whether a statement changes the session alone: nothing of it is left behind.
fn sets_up(tree: &Stmt) -> bool {
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
