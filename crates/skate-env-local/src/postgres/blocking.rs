//! Work that waits for files or processes, out of the way of the async runtime's threads.

use tokio::task::{JoinHandle, spawn_blocking};

/// Runs the work on a thread that may block. A panic in it goes on in the caller.
pub(crate) async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    finished(spawn_blocking(work)).await
}

/// What began is finished even when nobody waits for it any more: a half-started server would
/// be in the next one's way.
pub(crate) async fn finished<T>(task: JoinHandle<T>) -> T {
    match task.await {
        Ok(value) => value,
        Err(error) => match error.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            // The runtime is going down, and we with it.
            Err(_) => std::future::pending().await,
        },
    }
}
