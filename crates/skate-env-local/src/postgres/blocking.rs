//! Running blocking work, such as file and process operations, outside of the async runtime's
//! threads.

use tokio::task::{JoinHandle, spawn_blocking};

/// Runs the work on a thread that may block, and resumes a panic of it in the caller.
pub(crate) async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    join(spawn_blocking(work)).await
}

/// Waits for a task. The task runs to its end even if this future is dropped: a half-started server
/// would block the next start.
pub(crate) async fn join<T>(task: JoinHandle<T>) -> T {
    match task.await {
        Ok(value) => value,
        Err(error) => match error.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            // The runtime is shutting down, and this task with it.
            Err(_) => std::future::pending().await,
        },
    }
}
