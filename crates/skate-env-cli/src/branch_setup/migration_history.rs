//! Copies the migration history of its source to a schema-only branch.
//!
//! Such a branch has its source's tables and none of their rows, so its `_prisma_migrations` is
//! empty, too. Prisma would start with the first migration and fail, because its tables exist.
//! The migrations that the source had applied when the branch was created are applied to the
//! branch as well; their rows are written before Prisma runs.

use std::time::SystemTime;

use jiff::{SignedDuration, Timestamp};
use skate_env_core::{
    Code, DatabaseUrl, Error, Problem, Purpose, Variables,
    neon::{
        BranchId,
        calls::{self, databases::Login},
        lifecycle::EnsuredBranch,
        model::Branch,
    },
    verify::{self, Identity, VerifyOptions, database_error, identify},
};
use skate_env_migrate::{History, MigrationRow, MigrationState, schema_of};
use tokio_postgres::Transaction;

use crate::{failure::Failure, neon_session::NeonSession, verification::open_verified};

/// Neon's timestamps are whole seconds, those of Prisma's table are not.
const PRECISION: SignedDuration = SignedDuration::from_secs(1);

/// Writes the source's applied migrations into the new branch's table, if that exists and is
/// empty. Returns whether there were any.
pub(super) async fn copy(
    session: &NeonSession<'_>,
    created: &EnsuredBranch,
    variables: &Variables,
) -> Result<bool, Failure> {
    let context = &session.context;
    let resolved = context.resolve(variables, Some(Purpose::Migrate))?;
    let url = resolved.direct_url.as_ref().unwrap_or(&resolved.url);
    let (mut branch, _) = open_verified(&resolved, url, context).await?;
    let schema = schema_of(url);
    let transaction = branch.client_mut().transaction().await.map_err(refused)?;
    let Some(table) = empty_table(&transaction, &schema).await.map_err(refused)? else {
        return Ok(false);
    };
    let history = history_of_source(session, created, &schema).await?;
    let rows = applied_before(&history, created_at(&created.branch)?);
    write(&transaction, &table, &rows).await.map_err(refused)?;
    transaction.commit().await.map_err(refused)?;
    Ok(!rows.is_empty())
}

/// Reads the source's history, read-only. The source may be production: its URL never leaves this
/// function.
async fn history_of_source(
    session: &NeonSession<'_>,
    created: &EnsuredBranch,
    schema: &str,
) -> Result<History, Failure> {
    let source = &created.source;
    let endpoints = session.endpoints().await?;
    let endpoint = endpoints.iter().find(|it| it.branch_id == source.id);
    let endpoint = endpoint.ok_or_else(|| no_compute(source))?;
    // The branch has its source's roles and databases.
    let login = Login {
        branch: &source.id,
        endpoint: &endpoint.id,
        database: &created.connection.database.name,
        role: &created.connection.role.name,
    };
    let call = calls::databases::connection_uri(&session.project, login, false);
    let uri = session.client().send(&call).await?.uri;
    let url = DatabaseUrl::parse(uri.expose_secret())?;
    let mut source_session = verify::Session::open(&url, &VerifyOptions::default()).await?;
    check_identity(&identify(source_session.client()).await?, &source.id)?;
    let read_only = source_session.client_mut().build_transaction().read_only(true);
    let transaction = read_only.start().await.map_err(refused)?;
    Ok(History::read(&transaction, schema).await?)
}

/// A migration that the source applied later is not in the branch.
fn applied_before(history: &History, created_at: Timestamp) -> Vec<&MigrationRow> {
    let in_time = |finished: Timestamp| finished.duration_since(created_at) < PRECISION;
    let is_in_branch = |row: &&MigrationRow| {
        row.state() == MigrationState::Applied && row.finished_at.is_some_and(in_time)
    };
    history.rows.iter().filter(is_in_branch).collect()
}

fn created_at(branch: &Branch) -> Result<Timestamp, Problem> {
    branch.created_at.parse().map_err(|_| {
        Problem::new(
            Code::InternalError,
            format!("The creation time of branch `{}` cannot be read.", branch.name),
            "Report this; `--no-migrate` continues without migrations.",
        )
    })
}

/// The qualified name of Prisma's table, if it exists and has no row. It is locked until the
/// transaction ends, so that nobody else writes there.
async fn empty_table(
    transaction: &Transaction<'_>,
    schema: &str,
) -> Result<Option<String>, tokio_postgres::Error> {
    let found = transaction
        .query_opt(
            "SELECT name FROM pg_catalog.format('%I.%I', $1::text, '_prisma_migrations') AS name \
             WHERE pg_catalog.to_regclass(name) IS NOT NULL",
            &[&schema],
        )
        .await?;
    let Some(found) = found else { return Ok(None) };
    let table: String = found.try_get(0)?;
    transaction.batch_execute(&format!("LOCK TABLE {table} IN EXCLUSIVE MODE")).await?;
    let is_empty = format!("SELECT NOT EXISTS (SELECT FROM {table})");
    let is_empty = transaction.query_one(&is_empty, &[]).await?.try_get(0)?;
    Ok(Some(table).filter(|_| is_empty))
}

/// Writes the rows without `logs`, which may hold data.
async fn write(
    transaction: &Transaction<'_>,
    table: &str,
    rows: &[&MigrationRow],
) -> Result<(), tokio_postgres::Error> {
    let insert = format!(
        "INSERT INTO {table} \
         (id, migration_name, checksum, started_at, finished_at, applied_steps_count) \
         VALUES (pg_catalog.gen_random_uuid()::text, $1, $2, $3, $4, $5)"
    );
    for row in rows {
        let started = system_time(row.started_at);
        let finished = row.finished_at.map(system_time);
        let MigrationRow { name, checksum, applied_steps_count, .. } = row;
        transaction
            .execute(&insert, &[name, checksum, &started, &finished, applied_steps_count])
            .await?;
    }
    Ok(())
}

/// A time before 1601 does not fit on every system; no migration is that old.
fn system_time(time: Timestamp) -> SystemTime {
    SystemTime::try_from(time).unwrap_or(SystemTime::UNIX_EPOCH)
}

#[expect(clippy::needless_pass_by_value, reason = "map_err hands it over")]
fn refused(error: tokio_postgres::Error) -> Error {
    database_error(&error, "queried for its migration history")
}

fn no_compute(source: &Branch) -> Problem {
    let message = format!(
        "Branch `{}` has no compute, so its migration history cannot be read.",
        source.name
    );
    let hint = "Add a compute, then run the same command again; or skip the migrations with \
                `--no-migrate`.";
    Problem::new(Code::BranchMismatch, message, hint)
}

/// Refuses a server that names another branch than the source. A server that names none is
/// accepted: the control plane's URL leads there.
fn check_identity(identity: &Identity, source: &BranchId) -> Result<(), Problem> {
    match identity.branch() {
        Some(other) if other != source.as_str() => Err(Problem::new(
            Code::IdentityMismatch,
            format!(
                "Branch {other} answered instead of {source}, whose migration history is needed."
            ),
            "Nothing was written. Check where the source's host leads from here.",
        )),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_branch_s_history_is_not_read() {
        let answers = |name: Option<&str>| {
            let mut identity = Identity::default();
            identity.cluster_name = name.map(str::to_owned);
            let source = BranchId::new("br-cool-forest-123456").unwrap();
            check_identity(&identity, &source).map_err(|problem| problem.code)
        };
        assert_eq!(answers(Some("br-cool-forest-123456")), Ok(()));
        assert_eq!(answers(None), Ok(()));
        assert_eq!(answers(Some("br-still-river-222222")), Err(Code::IdentityMismatch));
    }
}
