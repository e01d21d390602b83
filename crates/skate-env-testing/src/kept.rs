//! Databases of failed tests, kept for a person to look at.

use std::sync::Arc;

use tokio_postgres::Row;

use crate::control::{Control, identifier};
use crate::error::of_postgres;
use crate::{Result, ServerChoice, worker};

/// The database of a test that failed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct KeptDatabase {
    /// Its name on the server.
    pub name: String,
    /// The test or the file that it was kept for.
    pub label: String,
    /// How many seconds ago.
    pub age_seconds: i64,
    /// Its URL, without a password that the user chose.
    pub url: String,
}

/// Every kept database, the newest first. Starts the server, if it does not run.
///
/// # Errors
///
/// As [`crate::TestDatabase::create`].
pub fn list_kept(choice: &ServerChoice) -> Result<Vec<KeptDatabase>> {
    const KEPT: &str = "SELECT name, label, extract(epoch FROM now() - changed_at)::int8 \
        FROM databases WHERE state = 'kept' ORDER BY changed_at DESC, id DESC";
    let choice = choice.clone();
    worker::block_on(async move {
        let control = worker::control(&choice).await?;
        let rows = control.client.query(KEPT, &[]).await;
        let rows = rows.map_err(of_postgres("list the kept databases"))?;
        Ok(rows.iter().map(|row| kept(&control, row)).collect())
    })
}

/// Drops the kept databases of these names, or all of them. Returns the names of those dropped.
///
/// # Errors
///
/// As [`crate::TestDatabase::create`].
pub fn drop_kept(choice: &ServerChoice, names: &[String]) -> Result<Vec<String>> {
    const CHOSEN: &str = "UPDATE databases SET state = 'used', changed_at = now() \
        WHERE state = 'kept' AND (cardinality($1::text[]) = 0 OR name = ANY($1)) RETURNING id, name";
    let (choice, names) = (choice.clone(), names.to_vec());
    worker::block_on(async move {
        let control = worker::control(&choice).await?;
        let rows = control.client.query(CHOSEN, &[&names]).await;
        let mut dropped = Vec::new();
        for row in rows.map_err(of_postgres("drop a kept database"))? {
            let (id, name): (i32, String) = (row.get(0), row.get(1));
            drop_one(&control, id, &name).await?;
            dropped.push(name);
        }
        dropped.sort();
        Ok(dropped)
    })
}

async fn drop_one(control: &Arc<Control>, id: i32, name: &str) -> Result<()> {
    let statement = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", identifier(name));
    control.run("drop a kept database", &statement).await?;
    control.run("drop a kept database", &format!("DELETE FROM databases WHERE id = {id}")).await
}

fn kept(control: &Control, row: &Row) -> KeptDatabase {
    let name: String = row.get(0);
    let url = control.address.printed_url(&name);
    KeptDatabase { url, label: row.get(1), age_seconds: row.get(2), name }
}
