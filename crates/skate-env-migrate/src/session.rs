//! The session of a deployment beside Prisma's: it holds the deployment lock, and watches whether
//! a migration waits for a lock.
//!
//! The caller opens the session and checks the database with `skate_env_core::verify`.

mod lock;
mod lock_holder;
mod lock_watch;

use std::time::Duration;

use skate_env_core::{Error, verify::database_error};
use tokio_postgres::Client;

pub use lock::lock;
pub use lock_holder::LockHolder;
pub use lock_watch::LockWatch;

/// The time between two checks.
pub const POLL_INTERVAL: Duration = Duration::from_millis(250);

/// Sets the application name and a statement timeout. The `search_path` is `pg_catalog` since the
/// session was opened.
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
    database_error(error, "watched during the migration")
}
