//! What a failed migration leaves behind, and how to recover from it.

use skate_env_core::Environment;
use skate_env_migrate::{MigrationRow, Script, script::StatementKind};

use super::restore_point::RestorePoint;

/// How much of a failed script may be applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leftovers {
    /// Nothing: PostgreSQL rolled it back, because it is one statement or one transaction.
    Nothing,
    /// The statements before the one that failed.
    Part,
    /// All or nothing: Prisma recorded no error, as when it is killed.
    AllOrNothing,
    /// Unknown: Prisma recorded no error, and the script runs in parts.
    Unknown,
}

impl Leftovers {
    /// Follows from the script and from what Prisma recorded.
    pub(super) fn of(script: &str, row: &MigrationRow) -> Self {
        match (is_atomic(script), row.has_error()) {
            (true, true) => Self::Nothing,
            (false, true) => Self::Part,
            (true, false) => Self::AllOrNothing,
            (false, false) => Self::Unknown,
        }
    }

    pub(super) fn describe(self) -> &'static str {
        match self {
            Self::Nothing => "PostgreSQL rolled all of it back: nothing is left.",
            Self::Part => {
                "It may be partly applied: the statements before the one that failed may remain."
            }
            Self::AllOrNothing => {
                "It recorded no error, so it is applied completely or not at all."
            }
            Self::Unknown => {
                "It recorded no error, so it may be applied completely, partly or not at all."
            }
        }
    }
}

/// Whether PostgreSQL applies a script completely or not at all, even if Prisma sends it statement
/// by statement, as it does from 7.4 on.
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

/// How to recover, in the order of the steps.
pub(super) fn recovery_steps(
    environment: Environment,
    row: &MigrationRow,
    leftovers: Leftovers,
    point: Option<&RestorePoint>,
) -> String {
    let name = &row.name;
    let run = format!("skate-env run -e {environment} -- npx prisma migrate");
    let rolled_back = format!("`{run} resolve --rolled-back {name}`");
    let applied = format!("`{run} resolve --applied {name}`");
    let again = format!("`skate-env migrate deploy -e {environment}`");
    let undo = match leftovers {
        Leftovers::Nothing => format!("run {rolled_back}, fix the script, and run {again}"),
        Leftovers::Part => {
            format!("undo by hand what remains, run {rolled_back}, fix the script, and run {again}")
        }
        Leftovers::AllOrNothing | Leftovers::Unknown => format!(
            "check whether its changes are applied: if all are, run {applied}; if none is, run \
             {rolled_back}; then run {again}"
        ),
    };
    match (environment, point) {
        (Environment::Production, Some(point)) => format!(
            "Keep the app on the old release, and do not restart it. Then {undo}. {}",
            point.how_to_restore()
        ),
        (Environment::Production | Environment::Staging, _) => {
            format!("Keep the app on the old release, and do not restart it. Then {undo}.")
        }
        _ => format!(
            "{}{}. Or delete the data: `{run} reset`.",
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
