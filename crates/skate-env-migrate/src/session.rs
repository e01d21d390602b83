//! What a deployment does in a session of its own beside Prisma's: it holds a lock that keeps
//! other deployments away, and sees whom a migration waits for.
//!
//! The session is the caller's, opened and proven by `skate_env_core::verify`.

mod lock;
mod lock_holder;
mod lock_watch;

use std::time::Duration;

use skate_env_core::{Error, verify::database_error};
use tokio_postgres::Client;

pub use lock::lock;
pub use lock_holder::LockHolder;
pub use lock_watch::LockWatch;

/// How often a condition is looked at.
pub const POLL_INTERVAL: Duration = Duration::from_millis(250);

/// Makes the session ours: others see its name, and no look takes for ever. Its `search_path` is
/// `pg_catalog` since it was opened.
///
/// # Errors
/// `database_refused`, `database_unavailable`.
pub async fn prepare(client: &Client, application: &str) -> Result<(), Error> {
    let timeout = "SET statement_timeout TO '10s'";
    client.batch_execute(timeout).await.map_err(|error| refused(&error))?;
    let name = "SELECT pg_catalog.set_config('application_name', $1, false)";
    client.execute(name, &[&application]).await.map_err(|error| refused(&error))?;
    Ok(())
}

fn refused(error: &tokio_postgres::Error) -> Error {
    database_error(error, "watched over from the session beside the migration")
}
