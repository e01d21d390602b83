//! Dropping templates that nobody uses: the five used last are kept.

use tokio_postgres::Client;

use super::name_of;
use crate::control::{Lock, identifier};

const KEPT: i64 = 5;

/// Drops what is older. A template that any process uses is passed over.
pub(crate) async fn evict(client: &Client) -> Result<(), tokio_postgres::Error> {
    const OLD: &str = "SELECT id, hash FROM templates ORDER BY last_used DESC, id DESC OFFSET $1";
    const TRY: &str = "SELECT pg_try_advisory_lock($1, $2)";
    let class = Lock::Template.class();
    for row in client.query(OLD, &[&KEPT]).await? {
        let (id, hash): (i32, String) = (row.get(0), row.get(1));
        if !client.query_one(TRY, &[&class, &id]).await?.get::<_, bool>(0) {
            continue;
        }
        let dropped = drop_template(client, id, &hash).await;
        client.execute("SELECT pg_advisory_unlock($1, $2)", &[&class, &id]).await?;
        dropped?;
    }
    Ok(())
}

async fn drop_template(client: &Client, id: i32, hash: &str) -> Result<(), tokio_postgres::Error> {
    const CLONES: &str = "UPDATE databases SET state = 'used', changed_at = now() WHERE template = $1 AND state = 'ready'";
    client.execute(CLONES, &[&id]).await?;
    let name = name_of(hash);
    let exists = client.query_opt("SELECT FROM pg_database WHERE datname = $1", &[&name]).await?;
    if exists.is_some() {
        let name = identifier(&name);
        client.batch_execute(&format!("ALTER DATABASE {name} IS_TEMPLATE false")).await?;
        client.batch_execute(&format!("DROP DATABASE {name} WITH (FORCE)")).await?;
    }
    client.execute("DELETE FROM templates WHERE id = $1", &[&id]).await.map(drop)
}
