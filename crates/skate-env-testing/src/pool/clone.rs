//! Making a database: a row first, with the lock of the session that makes it; then the database.

use std::time::Duration;

use tokio_postgres::Client;
use tokio_postgres::error::SqlState;

use crate::control::{Control, DATABASE, Lock, identifier};
use crate::error::{is, of_postgres};
use crate::template::{Template, create_statement, migrate, settings_statements};
use crate::{Options, Result};

const ATTEMPTS: usize = 20;
const PAUSE: Duration = Duration::from_millis(50);
/// Usually the faster one: for a small template without dirty pages in the server's memory.
const DEFAULT_STRATEGY: &str = "FILE_COPY";

/// A clone for this moment, where the pool is empty.
pub(super) async fn cloned(
    control: &Control,
    template: &Template,
    label: &str,
) -> Result<(i32, String)> {
    let client = &control.client;
    let (id, name) = insert(client, template.id, label).await?;
    let strategy = template.strategy.as_deref().unwrap_or(DEFAULT_STRATEGY);
    let created = async {
        let cloner = control.cloner().await?;
        let created = create(&cloner, &name, template, strategy, &control.address.owner.name).await;
        control.give_back(cloner);
        created.map_err(of_postgres("create a database"))?;
        set_state(client, id, "taken").await
    };
    if let Err(failed) = created.await {
        forget(client, id).await;
        return Err(failed);
    }
    Ok((id, name))
}

/// A database that was not cloned: all steps are run in it.
pub(super) async fn migrated(options: &Options, control: &Control) -> Result<(i32, String)> {
    let (id, name) = insert(&control.client, 0, &options.label).await?;
    let owner = identifier(&control.address.owner.name);
    let create = format!("CREATE DATABASE {} OWNER {owner} TEMPLATE template0", identifier(&name));
    let made = async {
        control.run("create a database", &create).await?;
        migrate(options, control, &name).await?;
        set_state(&control.client, id, "taken").await
    };
    if let Err(failed) = made.await {
        // The row without a live session, and with it the database, is swept.
        let _ = unlock(&control.client, id).await;
        return Err(failed);
    }
    Ok((id, name))
}

/// Lists a database that is about to be made, and locks it for this session.
pub(super) async fn insert(client: &Client, template: i32, label: &str) -> Result<(i32, String)> {
    const INSERT: &str = "WITH next AS MATERIALIZED (SELECT nextval('database_ids')::int AS id)
        INSERT INTO databases (id, template, name, state, label)
        SELECT id, $1, $2 || id, 'filling', $3 FROM next
        RETURNING id, name, pg_advisory_lock($4, id)::text";
    let prefix = format!("{DATABASE}_");
    let class = Lock::Database.class();
    let row = client.query_one(INSERT, &[&template, &prefix, &label, &class]).await;
    row.map(|row| (row.get(0), row.get(1))).map_err(of_postgres("list a database"))
}

/// Creates the clone with its settings.
pub(super) async fn create(
    client: &Client,
    name: &str,
    template: &Template,
    strategy: &str,
    owner: &str,
) -> Result<(), tokio_postgres::Error> {
    let statement = create_statement(name, template, strategy, owner);
    for attempt in 1.. {
        match client.batch_execute(&statement).await {
            // Another clone of the template, or its vacuum, is in the way.
            Err(failed) if is(&failed, &[SqlState::OBJECT_IN_USE]) && attempt < ATTEMPTS => {
                tokio::time::sleep(PAUSE).await;
            }
            Err(failed) => return Err(failed),
            Ok(()) => break,
        }
    }
    match settings_statements(&template.settings, name) {
        Some(statements) => client.batch_execute(&statements).await,
        None => Ok(()),
    }
}

pub(super) async fn set_state(client: &Client, id: i32, state: &str) -> Result<()> {
    const SET: &str = "UPDATE databases SET state = $2, changed_at = now() WHERE id = $1";
    let set = client.execute(SET, &[&id, &state]).await;
    set.map(drop).map_err(of_postgres("list a database"))
}

pub(super) async fn unlock(client: &Client, id: i32) -> Result<(), tokio_postgres::Error> {
    let class = Lock::Database.class();
    client.execute("SELECT pg_advisory_unlock($1, $2)", &[&class, &id]).await.map(drop)
}

/// The row of a database that could not be made becomes one to drop.
pub(super) async fn forget(client: &Client, id: i32) {
    let _ = set_state(client, id, "used").await;
    let _ = unlock(client, id).await;
}
