//! Reads `pg_stat_statements` of the copy.

use skate_env_core::{
    Code, Error, Problem,
    verify::{self, database_error},
};
use tokio_postgres::{Client, error::SqlState};

use super::{
    copy::PerformanceCopy,
    statements::{Counters, Reading},
};

/// A schema that no tool of the project looks at.
const CREATE: &str = "CREATE SCHEMA IF NOT EXISTS skate_env_perf; \
                      CREATE EXTENSION pg_stat_statements SCHEMA skate_env_perf";

/// An open session and the qualified name of the view.
pub(super) struct Statistics {
    session: verify::Session,
    view: String,
    /// The database whose statements count.
    database: String,
}

impl Statistics {
    /// Finds the extension in the copy's database, creates it there, or finds it in the database
    /// `postgres`: its view shows the statements of every database.
    ///
    /// # Errors
    /// `session_failed` where the server has no such statistics; or what the database said.
    pub(super) async fn open(copy: &PerformanceCopy<'_>) -> Result<Self, Error> {
        let database = copy.ensured().connection.database.name.clone();
        let session = copy.open().await?;
        if let Some(view) = find_or_create(session.client()).await? {
            return Ok(Self { session, view, database });
        }
        let maintenance = copy.open_maintenance().await?;
        let Some(session) = maintenance else { return Err(no_statistics()) };
        match find(session.client()).await? {
            Some(view) => Ok(Self { session, view, database }),
            None => Err(no_statistics()),
        }
    }

    pub(super) async fn read(&self) -> Result<Reading, Error> {
        let Self { session, view, database } = self;
        let query = format!(
            "SELECT s.queryid, min(s.query), sum(s.calls)::int8, sum(s.rows)::int8, \
                    sum(s.total_exec_time)::float8, sum(s.shared_blks_hit)::int8, \
                    sum(s.shared_blks_read)::int8, sum(s.temp_blks_written)::int8 \
             FROM {view} AS s JOIN pg_database AS d ON d.oid = s.dbid \
             WHERE d.datname = $1::text AND s.queryid IS NOT NULL AND s.query IS NOT NULL \
             GROUP BY s.queryid"
        );
        let rows = session.client().query(&query, &[database]).await;
        let rows = rows.map_err(|error| refused(&error))?;
        let forgotten = format!("SELECT dealloc FROM {view}_info");
        let forgotten = session.client().query_one(&forgotten, &[]).await;
        let mut reading = Reading {
            forgotten: forgotten.map_err(|error| refused(&error))?.get(0),
            ..Reading::default()
        };
        for row in rows {
            let counters = Counters {
                calls: row.get(2),
                rows: row.get(3),
                milliseconds: row.get(4),
                pages_hit: row.get(5),
                pages_read: row.get(6),
                pages_spilled: row.get(7),
            };
            reading.statements.insert(row.get(0), (row.get(1), counters));
        }
        Ok(reading)
    }
}

async fn find_or_create(client: &Client) -> Result<Option<String>, Error> {
    if let Some(view) = find(client).await? {
        return Ok(Some(view));
    }
    match client.batch_execute(CREATE).await {
        Ok(()) => find(client).await,
        Err(error) if is_impossible(&error) => Ok(None),
        Err(error) => Err(refused(&error)),
    }
}

/// The view, if the extension is there and the server loaded its module.
async fn find(client: &Client) -> Result<Option<String>, Error> {
    let found = client
        .query_opt(
            "SELECT format('%I.pg_stat_statements', n.nspname) FROM pg_extension AS e \
             JOIN pg_namespace AS n ON n.oid = e.extnamespace \
             WHERE e.extname = 'pg_stat_statements'",
            &[],
        )
        .await;
    let Some(found) = found.map_err(|error| refused(&error))? else { return Ok(None) };
    let view: String = found.get(0);
    match client.query(&format!("SELECT FROM {view} LIMIT 1"), &[]).await {
        Ok(_) => Ok(Some(view)),
        Err(error) if is_impossible(&error) => Ok(None),
        Err(error) => Err(refused(&error)),
    }
}

/// Whether the role may not create it, the package has no such file, or the module is not loaded.
fn is_impossible(error: &tokio_postgres::Error) -> bool {
    let impossible = [
        SqlState::INSUFFICIENT_PRIVILEGE,
        SqlState::UNDEFINED_FILE,
        SqlState::FEATURE_NOT_SUPPORTED,
        SqlState::OBJECT_NOT_IN_PREREQUISITE_STATE,
    ];
    error.code().is_some_and(|code| impossible.contains(code))
}

fn refused(error: &tokio_postgres::Error) -> Error {
    database_error(error, "asked for its statistics")
}

fn no_statistics() -> Error {
    Error::from_problem(Problem::new(
        Code::SessionFailed,
        "The copy's server counts no statements: pg_stat_statements is not there, or not loaded.",
        "On this machine, use a PostgreSQL with its contrib modules, and a project that it created: \
         `skate-env local stop`, remove the home that `skate-env local status` names, then \
         `skate-env local start`.",
    ))
}
