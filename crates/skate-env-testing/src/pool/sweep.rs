//! What is not used any more: found by its lock, which its session held, and dropped.

use tokio_postgres::Client;

use crate::control::{DATABASE, Lock, identifier};

/// How many kept databases there may be, and for how long.
const MAX_KEPT: i64 = 10;
const KEPT_FOR: &str = "1 day";

/// Marks everything that may go: strays of dead sessions, pools of templates that nobody uses now,
/// and kept databases that are old or too many.
pub(super) async fn mark(client: &Client, template: i32) -> Result<(), tokio_postgres::Error> {
    // The lock of a transaction: it is released when the new state can be seen. A clone whose maker
    // ended after CREATE DATABASE is whole, if it needs no settings.
    const STRAYS: &str = "WITH free AS MATERIALIZED (
            SELECT id FROM (SELECT id FROM databases WHERE state IN ('filling', 'taken') OFFSET 0) one
            WHERE pg_try_advisory_xact_lock($1, id)
        )
        UPDATE databases d SET changed_at = now(), state = CASE
            WHEN d.state = 'filling'
                AND EXISTS (SELECT FROM pg_database WHERE datname = d.name)
                AND EXISTS (SELECT FROM templates t WHERE t.id = d.template AND t.settings = '{}')
            THEN 'ready' ELSE 'used' END
        FROM free WHERE d.id = free.id AND d.state IN ('filling', 'taken')";
    const IDLE_POOLS: &str = "WITH idle AS MATERIALIZED (
            SELECT template FROM (SELECT DISTINCT template FROM databases
                WHERE state = 'ready' AND template <> $2 OFFSET 0) one
            WHERE pg_try_advisory_xact_lock($1, template)
        )
        UPDATE databases d SET state = 'used', changed_at = now()
        FROM idle WHERE d.template = idle.template AND d.state = 'ready'";
    const KEPT: &str = "UPDATE databases SET state = 'used', changed_at = now()
        WHERE state = 'kept' AND (changed_at < now() - $1::text::interval OR id NOT IN (
            SELECT id FROM databases WHERE state = 'kept' ORDER BY changed_at DESC, id DESC LIMIT $2))";
    client.execute(STRAYS, &[&Lock::Database.class()]).await?;
    client.execute(IDLE_POOLS, &[&Lock::Template.class(), &template]).await?;
    client.execute(KEPT, &[&KEPT_FOR, &MAX_KEPT]).await.map(drop)
}

/// Drops databases of our names that no row lists: what a reset that was interrupted left.
pub(super) async fn drop_unlisted(client: &Client) -> Result<(), tokio_postgres::Error> {
    const UNLISTED: &str = "SELECT datname FROM pg_database d
        WHERE datname ~ ('^' || $1 || '_[0-9]+(_reset)?$')
        AND NOT EXISTS (SELECT FROM databases WHERE name = d.datname)";
    for row in client.query(UNLISTED, &[&DATABASE]).await? {
        drop_database(client, row.get(0)).await?;
    }
    Ok(())
}

/// Drops one database that is marked. Returns whether there was one.
pub(super) async fn drop_one(client: &Client) -> Result<bool, tokio_postgres::Error> {
    // A driver whose idle session is ended may end its process: it is given the time to close them.
    const MARKED: &str = "SELECT id, name FROM databases d WHERE state = 'used'
        AND (changed_at < now() - interval '60 s'
            OR NOT EXISTS (SELECT FROM pg_stat_activity WHERE datname = d.name))
        ORDER BY changed_at LIMIT 16";
    const TRY: &str = "SELECT pg_try_advisory_lock($1, $2)";
    let class = Lock::Database.class();
    for row in client.query(MARKED, &[]).await? {
        let (id, name): (i32, String) = (row.get(0), row.get(1));
        // Another template's filler drops this one.
        if !client.query_one(TRY, &[&class, &id]).await?.get::<_, bool>(0) {
            continue;
        }
        let dropped = drop_database(client, &name).await;
        if dropped.is_ok() {
            client.execute("DELETE FROM databases WHERE id = $1", &[&id]).await?;
        }
        super::clone::unlock(client, id).await?;
        return dropped.map(|()| true);
    }
    Ok(false)
}

async fn drop_database(client: &Client, name: &str) -> Result<(), tokio_postgres::Error> {
    let drop = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", identifier(name));
    client.batch_execute(&drop).await
}
