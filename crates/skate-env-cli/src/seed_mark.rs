//! Remembers in a branch's database that it was seeded: a comment on Prisma's table that names the
//! branch. A branch that is made from it has the comment, too, and another id; a reset takes the
//! comment away with the data. Neon's annotation cannot be changed after a branch is made.

use skate_env_core::{
    Error,
    neon::lifecycle::{EnsureOutcome, EnsuredBranch},
    verify::database_error,
};
use tokio_postgres::Client;

const TABLE: &str = "pg_catalog.format('%I.%I', $1::text, '_prisma_migrations')";

/// Whether the branch was seeded.
pub(crate) async fn is_set(
    client: &Client,
    schema: &str,
    ensured: &EnsuredBranch,
) -> Result<bool, Error> {
    match read(client, schema).await? {
        Found::Comment(text) => Ok(text == mark(ensured)),
        Found::NoComment => Ok(false),
        // There is nothing to mark: only the run that creates it seeds it.
        Found::NoTable => Ok(ensured.outcome == EnsureOutcome::Reused),
    }
}

/// Marks the branch as seeded, unless somebody wrote a comment of their own there.
pub(crate) async fn set(
    client: &Client,
    schema: &str,
    ensured: &EnsuredBranch,
) -> Result<(), Error> {
    let is_free = match read(client, schema).await? {
        Found::Comment(text) => text.starts_with(BEGIN),
        Found::NoComment => true,
        Found::NoTable => false,
    };
    if !is_free {
        return Ok(());
    }
    let select =
        format!("SELECT pg_catalog.format('COMMENT ON TABLE %s IS %L', {TABLE}, $2::text)");
    let row = client.query_one(&select, &[&schema, &mark(ensured)]).await.map_err(refused)?;
    let statement: String = row.try_get(0).map_err(refused)?;
    client.batch_execute(&statement).await.map_err(refused)
}

const BEGIN: &str = "skate-env: seeded ";

fn mark(ensured: &EnsuredBranch) -> String {
    format!("{BEGIN}{}", ensured.branch.id)
}

enum Found {
    NoTable,
    NoComment,
    Comment(String),
}

async fn read(client: &Client, schema: &str) -> Result<Found, Error> {
    let select = format!(
        "SELECT pg_catalog.to_regclass({TABLE}) IS NOT NULL, \
         pg_catalog.obj_description(pg_catalog.to_regclass({TABLE}), 'pg_class')"
    );
    let row = client.query_one(&select, &[&schema]).await.map_err(refused)?;
    let is_there: bool = row.try_get(0).map_err(refused)?;
    let comment: Option<String> = row.try_get(1).map_err(refused)?;
    Ok(match (is_there, comment) {
        (false, _) => Found::NoTable,
        (true, None) => Found::NoComment,
        (true, Some(text)) => Found::Comment(text),
    })
}

#[expect(clippy::needless_pass_by_value, reason = "map_err hands it over")]
fn refused(error: tokio_postgres::Error) -> Error {
    database_error(&error, "asked whether it was seeded")
}
