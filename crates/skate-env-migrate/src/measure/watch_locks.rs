//! Polls the locks of a statement from another session, for statements that refuse a transaction.

use std::{future::Future, time::Duration};

use tokio_postgres::{Client, Error};

use super::locks::HeldLocks;

/// The time between two polls.
const POLL_INTERVAL: Duration = Duration::from_millis(2);

/// Waits for the work, and collects the locks that its process holds meanwhile.
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
            now = poll(watcher, process) => seen.join(&now?),
        }
    }
}

async fn poll(watcher: &Client, process: i32) -> Result<HeldLocks, Error> {
    let held = HeldLocks::read(watcher, process).await;
    tokio::time::sleep(POLL_INTERVAL).await;
    held
}
