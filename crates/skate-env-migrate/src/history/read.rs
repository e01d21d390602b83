//! Reads `_prisma_migrations` from a database. Every name is schema-qualified, so that the
//! `search_path` has no effect.

use std::time::SystemTime;

use jiff::Timestamp;
use skate_env_core::{DatabaseUrl, Error, verify::database_error};
use tokio_postgres::GenericClient;

use super::{History, MigrationRow};

/// The schema of the table if the URL does not name one.
const DEFAULT_SCHEMA: &str = "public";

/// The schema that holds Prisma's table: the URL's parameter `schema`, or `public`.
#[must_use]
pub fn schema_of(url: &DatabaseUrl) -> String {
    let query = url.expose_secret().split_once('?').map_or("", |(_, query)| query);
    let schema = url::form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == "schema");
    let schema = schema.map(|(_, schema)| schema.into_owned()).filter(|schema| !schema.is_empty());
    schema.unwrap_or_else(|| DEFAULT_SCHEMA.to_owned())
}

impl History {
    /// Reads the table in a schema. Without the table, the history is empty.
    ///
    /// # Errors
    /// `database_refused`, `database_unavailable`; the message holds no value.
    pub async fn read(client: &impl GenericClient, schema: &str) -> Result<Self, Error> {
        let table = format!("{}._prisma_migrations", quoted(schema));
        let exists = "SELECT pg_catalog.to_regclass($1) IS NOT NULL";
        let exists = client.query_one(exists, &[&table]).await;
        if !exists.and_then(|row| row.try_get(0)).map_err(|error| refused(&error))? {
            return Ok(Self::default());
        }
        let select = format!(
            "SELECT migration_name, checksum, started_at, finished_at, rolled_back_at, \
             applied_steps_count, logs FROM {table} ORDER BY started_at, id"
        );
        let rows = client.query(&select, &[]).await.map_err(|error| refused(&error))?;
        let rows: Result<_, _> = rows.iter().map(MigrationRow::read).collect();
        Ok(Self { rows: rows.map_err(|error| refused(&error))? })
    }
}

impl MigrationRow {
    fn read(row: &tokio_postgres::Row) -> Result<Self, tokio_postgres::Error> {
        Ok(Self {
            name: row.try_get(0)?,
            checksum: row.try_get(1)?,
            started_at: timestamp(row.try_get(2)?),
            finished_at: row.try_get::<_, Option<_>>(3)?.map(timestamp),
            rolled_back_at: row.try_get::<_, Option<_>>(4)?.map(timestamp),
            applied_steps_count: row.try_get(5)?,
            logs: row.try_get(6)?,
        })
    }
}

/// PostgreSQL's range of years is larger: a later time becomes the maximum.
fn timestamp(time: SystemTime) -> Timestamp {
    Timestamp::try_from(time).unwrap_or(Timestamp::MAX)
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

fn refused(error: &tokio_postgres::Error) -> Error {
    database_error(error, "asked which migrations it has")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_is_the_url_s() {
        let of = |query: &str| {
            let url = format!("postgresql://app:canary@localhost/shop{query}");
            schema_of(&DatabaseUrl::parse(&url).unwrap())
        };
        assert_eq!(of(""), "public");
        assert_eq!(of("?schema="), "public");
        assert_eq!(of("?sslmode=disable&schema=My%20Shop"), "My Shop");
        assert_eq!(quoted("a\"b"), "\"a\"\"b\"");
    }
}
