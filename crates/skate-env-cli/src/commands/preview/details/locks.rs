//! What each statement of the pull request's migrations locks, measured on a copy of the source.

use std::time::Duration;

use skate_env_core::neon::{BranchRef, model::Branch};
use skate_env_migrate::{
    Folder,
    measure::{MeasuredMigration, MeasuredStatement, impact_of},
};
use skate_env_preview::markdown::{code, table};

use crate::{commands::migrate, failure::Failure, neon_session::NeonSession};

/// What blocks others for longer is marked so.
const LIMIT: Duration = Duration::from_secs(1);

/// Runs the migrations that the source does not have on a copy, which is deleted.
pub(super) async fn measure(
    session: &NeonSession<'_>,
    source: &Branch,
    folder: &Folder,
) -> Result<Vec<MeasuredMigration>, Failure> {
    let source = BranchRef::Id(source.id.clone());
    let source = session.client().find_branch(&session.project, &source).await?;
    Box::pin(migrate::measure_on_copy(session, &source, folder)).await
}

/// A row for each statement that makes somebody wait.
pub(super) fn markdown(measured: &[MeasuredMigration], source: &str) -> String {
    let mut rows = Vec::new();
    for migration in measured {
        let waits = |it: &&MeasuredStatement| it.failed || it.blocks() || !it.rewritten.is_empty();
        rows.extend(migration.statements.iter().filter(waits).map(|it| row(migration, it)));
    }
    if rows.is_empty() {
        return format!("`migrate test` on a copy of {}: nobody has to wait.", code(source));
    }
    let header = ["migration", "statement", "lock", "held", "verdict"];
    let table = table(&header, rows.iter().map(Vec::as_slice));
    format!("`migrate test` on a copy of {}; times differ elsewhere:\n\n{table}", code(source))
}

fn row(migration: &MeasuredMigration, measured: &MeasuredStatement) -> Vec<String> {
    let place = format!("{}, line {}", code(&migration.name), measured.line);
    let lock = measured.strongest().map(|lock| {
        let under = measured.locks.iter().filter(|it| it.mode == lock.mode);
        let tables: Vec<_> = under.map(|it| code(&it.table.name)).collect();
        format!("{} on {}", lock.mode, tables.join(", "))
    });
    let verdict =
        if measured.failed { "failed".to_owned() } else { impact_of(measured, LIMIT).to_string() };
    let held = format!("{:.1} ms", measured.held_milliseconds);
    vec![place, code(&measured.excerpt), lock.unwrap_or_default(), held, verdict]
}
