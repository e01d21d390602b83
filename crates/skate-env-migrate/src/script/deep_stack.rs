//! Runs work on a thread with a large stack, for the recursive SQL parser.

use std::{
    io,
    thread::{self, Builder, Scope, ScopedJoinHandle},
};

/// The parser recurses into nested SQL. The system only allocates pages that are used.
const STACK: usize = 1 << 29;

/// Runs work on a thread with a large stack. `None`: it panicked, or no thread could start.
pub(crate) fn with_deep_stack<T: Send>(work: impl FnOnce() -> T + Send) -> Option<T> {
    thread::scope(|scope| join(spawn(scope, work)))
}

/// Starts work on a thread with a large stack.
pub(crate) fn spawn<'scope, T: Send + 'scope>(
    scope: &'scope Scope<'scope, '_>,
    work: impl FnOnce() -> T + Send + 'scope,
) -> io::Result<ScopedJoinHandle<'scope, T>> {
    Builder::new().name("sql".to_owned()).stack_size(STACK).spawn_scoped(scope, work)
}

/// Waits for the work. `None`: it panicked, or no thread could start.
pub(crate) fn join<T>(thread: io::Result<ScopedJoinHandle<'_, T>>) -> Option<T> {
    thread.ok()?.join().ok()
}
