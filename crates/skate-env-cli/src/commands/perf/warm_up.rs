//! Brings the copy into the state of a database that has run for a while.

use std::fmt;

use serde::Serialize;
use skate_env_core::{Error, verify::database_error};
use tokio_postgres::Client;

use super::copy::PerformanceCopy;

/// Tables, materialized views and their indexes, the small ones last: they stay cached.
const RELATIONS: &str = "SELECT c.oid, format('%I.%I', n.nspname, c.relname), c.relkind <> 'i' FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace \
     WHERE c.relkind IN ('r', 'm', 'i') AND c.relpersistence = 'p' AND n.nspname !~ '^pg_' \
       AND n.nspname <> 'information_schema' AND pg_relation_size(c.oid) > 0 \
     ORDER BY pg_relation_size(c.oid) DESC";

/// What was done before the command.
#[derive(Clone, Copy, Debug, Serialize)]
pub(super) struct WarmUp {
    /// How many tables and indexes were read.
    pub(super) relations: usize,
    /// Whether the server has `pg_prewarm`; without it, every table was read once, without its
    /// indexes.
    pub(super) prewarmed: bool,
}

/// Masking rewrote rows: the planner gets new figures, and what is dead is removed. Then every table
/// and index is read.
pub(super) async fn warm_up(copy: &PerformanceCopy<'_>) -> Result<WarmUp, Error> {
    let session = copy.open().await?;
    let client = session.client();
    run(client, "VACUUM (ANALYZE)").await?;
    let create = "CREATE SCHEMA IF NOT EXISTS skate_env_perf; \
                  CREATE EXTENSION IF NOT EXISTS pg_prewarm SCHEMA skate_env_perf";
    // A server without it, or a role that may not create it.
    let _ = client.batch_execute(create).await;
    let function = "SELECT format('%I.pg_prewarm', n.nspname) FROM pg_extension AS e \
                    JOIN pg_namespace AS n ON n.oid = e.extnamespace WHERE e.extname = 'pg_prewarm'";
    let function = client.query_opt(function, &[]).await.map_err(|error| refused(&error))?;
    let relations = client.query(RELATIONS, &[]).await.map_err(|error| refused(&error))?;
    let function: Option<String> = function.map(|row| row.get(0));
    let mut read = 0;
    for relation in &relations {
        let (oid, name, is_table): (u32, String, bool) =
            (relation.get(0), relation.get(1), relation.get(2));
        match &function {
            Some(function) => run(client, &format!("SELECT {function}({oid}::regclass)")).await?,
            None if is_table => run(client, &format!("SELECT count(*) FROM ONLY {name}")).await?,
            None => continue,
        }
        read += 1;
    }
    Ok(WarmUp { relations: read, prewarmed: function.is_some() })
}

/// What the database said.
fn refused(error: &tokio_postgres::Error) -> Error {
    database_error(error, "warmed up")
}

async fn run(client: &Client, statement: &str) -> Result<(), Error> {
    client.batch_execute(statement).await.map_err(|error| refused(&error))
}

impl fmt::Display for WarmUp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.prewarmed {
            write!(formatter, "{} tables and indexes were read", self.relations)
        } else {
            write!(formatter, "{} tables were read, without their indexes", self.relations)
        }
    }
}
