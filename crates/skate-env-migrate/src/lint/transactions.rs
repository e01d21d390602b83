//! How a script divides into what succeeds or fails as a whole.

use squawk_syntax::ast::Stmt;

use crate::script::{Kind, Parsed, Statement};

/// A piece of a script that is applied whole or not at all.
pub(super) struct Unit<'p> {
    /// Its first statement.
    pub(super) first: &'p Statement,
    /// Whether `BEGIN` opens it.
    pub(super) transaction: bool,
}

/// The units of a script, each statement sent alone. What only sets up the session is none.
pub(super) fn units<'p>(parsed: &'p Parsed<'_>) -> Vec<Unit<'p>> {
    let (mut units, mut inside) = (Vec::new(), false);
    for (statement, tree) in &parsed.statements {
        match statement.kind {
            Kind::Begin if !inside => {
                inside = true;
                units.push(Unit { first: statement, transaction: true });
            }
            Kind::Commit | Kind::Rollback => inside = false,
            _ if inside || sets_up(tree) || statement.kind.controls() => {}
            _ => units.push(Unit { first: statement, transaction: false }),
        }
    }
    units
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
