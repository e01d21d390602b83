//! The same benchmark with `CREATE DATABASE … TEMPLATE`, on the same server.

use std::time::Instant;

use serde_json::{Value, json};

use crate::Result;
use crate::fixture::{Fixture, connect, milliseconds};

/// Creates a copy and queries it; then replaces it, as a reset.
pub(crate) async fn copy(fixture: &Fixture, strategy: &str) -> Result<Value> {
    let staging = fixture.staging();
    let session = connect(staging, Some("postgres")).await?;
    let drop = "DROP DATABASE IF EXISTS copied WITH (FORCE)";
    let others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                  WHERE datname = 'neondb' AND pid <> pg_backend_pid()";
    let create = format!("CREATE DATABASE copied TEMPLATE neondb STRATEGY {strategy}");
    let mut took = [0.0, 0.0];
    for took in &mut took {
        let begin = Instant::now();
        session.batch_execute(drop).await?;
        // A template must not have sessions.
        session.query(others, &[]).await?;
        session.batch_execute(&create).await?;
        let copied = connect(staging, Some("copied")).await?;
        copied.query("SELECT id FROM notes LIMIT 1", &[]).await?;
        *took = milliseconds(begin);
    }
    session.batch_execute(drop).await?;
    Ok(json!({ "create": took[0], "reset": took[1] }))
}
