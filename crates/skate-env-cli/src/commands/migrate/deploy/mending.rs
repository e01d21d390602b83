//! A migration that failed: what is left of it, and how it is mended where it failed.

use skate_env_core::Environment;
use skate_env_migrate::{MigrationRow, Script, script::StatementKind};

use super::restore_point::RestorePoint;

/// How much of a failed script may have stayed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Left {
    /// PostgreSQL undid it all: it is one statement, or one transaction.
    Nothing,
    /// What stands before the statement that failed.
    Part,
    /// Prisma noted no error, as when it is killed: all of it, or nothing.
    AllOrNothing,
    /// The same, of a script in parts.
    Unknown,
}

impl Left {
    /// By the script, and by what Prisma noted.
    pub(super) fn of(script: &str, row: &MigrationRow) -> Self {
        match (is_atomic(script), row.has_error()) {
            (true, true) => Self::Nothing,
            (false, true) => Self::Part,
            (true, false) => Self::AllOrNothing,
            (false, false) => Self::Unknown,
        }
    }

    pub(super) fn sentence(self) -> &'static str {
        match self {
            Self::Nothing => "PostgreSQL undid all of it: nothing is left.",
            Self::Part => {
                "It may be half applied: what stands before the statement that failed can have stayed."
            }
            Self::AllOrNothing => "It noted no error, so it is applied whole or not at all.",
            Self::Unknown => {
                "It noted no error, so it may be applied whole, in part or not at all."
            }
        }
    }
}

/// Whether PostgreSQL applies it whole or not at all, however Prisma sends it: from 7.4 on,
/// statement by statement.
fn is_atomic(script: &str) -> bool {
    let Ok(script) = Script::read(script) else { return false };
    if !script.errors().is_empty() {
        return false;
    }
    let kinds: Vec<_> = script.statements().iter().map(|it| it.kind).collect();
    match kinds.as_slice() {
        [] => true,
        [only] => *only != StatementKind::Concurrently,
        [StatementKind::Begin, within @ .., StatementKind::Commit] => within
            .iter()
            .all(|kind| matches!(kind, StatementKind::Ordinary | StatementKind::Savepoint)),
        _ => false,
    }
}

/// How it is mended there, in the order in which it is done.
pub(super) fn steps(
    environment: Environment,
    row: &MigrationRow,
    left: Left,
    point: Option<&RestorePoint>,
) -> String {
    let name = &row.name;
    let run = format!("skate-env run -e {environment} -- npx prisma migrate");
    let rolled_back = format!("`{run} resolve --rolled-back {name}`");
    let applied = format!("`{run} resolve --applied {name}`");
    let again = format!("`skate-env migrate deploy -e {environment}`");
    let undo = match left {
        Left::Nothing => format!("{rolled_back}, mend the script, and {again}"),
        Left::Part => {
            format!("undo by hand what stayed, {rolled_back}, mend the script, and {again}")
        }
        Left::AllOrNothing | Left::Unknown => format!(
            "look whether its changes are there: if all are, {applied}; if none is, {rolled_back}; \
             then {again}"
        ),
    };
    match (environment, point) {
        (Environment::Production, Some(point)) => format!(
            "Leave the app on the old release: do not restart it. Then {undo}. {}",
            point.way_back()
        ),
        (Environment::Production | Environment::Staging, _) => {
            format!("Leave the app on the old release: do not restart it. Then {undo}.")
        }
        _ => format!(
            "{}{}. Or throw the data away: `{run} reset`.",
            undo[..1].to_uppercase(),
            &undo[1..]
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_is_atomic_as_one_statement_or_one_transaction() {
        for script in [
            "",
            "ALTER TABLE a ADD b int;",
            "BEGIN; SELECT 1; SELECT 2; COMMIT;",
            "DO $$ BEGIN PERFORM 1; PERFORM 2; END $$",
        ] {
            assert!(is_atomic(script), "{script}");
        }
        for script in [
            "SELECT 1; SELECT 2;",
            "CREATE INDEX CONCURRENTLY a ON b (c);",
            "BEGIN; SELECT 1; COMMIT; SELECT 2;",
            "SELECT 1; BEGIN; SELECT 2; COMMIT;",
            "BEGIN; SELECT 1; COMMIT; BEGIN; SELECT 2; COMMIT;",
            "BEGIN; ALTER TABEL a; COMMIT;",
        ] {
            assert!(!is_atomic(script), "{script}");
        }
    }
}
