//! The locks of a statement that allows no transaction around it, as another session sees them.

use std::{future::Future, time::Duration};

use tokio_postgres::{Client, Error};

use super::locks::HeldLocks;

/// Between two looks.
const PAUSE: Duration = Duration::from_millis(2);

/// Waits for the work, and collects what its process holds meanwhile.
pub(super) async fn watch_locks<T>(
    watcher: &Client,
    process: i32,
    work: impl Future<Output = T>,
) -> Result<(T, HeldLocks), Error> {
    let mut work = std::pin::pin!(work);
    let mut seen = HeldLocks::default();
    loop {
        tokio::select! {
            biased;
            done = &mut work => return Ok((done, seen)),
            now = look(watcher, process) => seen.join(&now?),
        }
    }
}

async fn look(watcher: &Client, process: i32) -> Result<HeldLocks, Error> {
    let held = HeldLocks::read(watcher, process).await;
    tokio::time::sleep(PAUSE).await;
    held
}
