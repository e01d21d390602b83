//! A stack that is deep enough.

use std::{
    io,
    thread::{self, Builder, Scope, ScopedJoinHandle},
};

/// The parser follows nested SQL by recursion. Memory that is not used is not taken.
const STACK: usize = 1 << 29;

/// Does something on a thread with a deep stack; `None` where it panicked or no thread was had.
pub(crate) fn with_deep_stack<T: Send>(work: impl FnOnce() -> T + Send) -> Option<T> {
    thread::scope(|scope| join(spawn(scope, work)))
}

/// Begins something on a thread with a deep stack.
pub(crate) fn spawn<'scope, T: Send + 'scope>(
    scope: &'scope Scope<'scope, '_>,
    work: impl FnOnce() -> T + Send + 'scope,
) -> io::Result<ScopedJoinHandle<'scope, T>> {
    Builder::new().name("sql".to_owned()).stack_size(STACK).spawn_scoped(scope, work)
}

/// Waits for it; `None` where it panicked or no thread was had.
pub(crate) fn join<T>(thread: io::Result<ScopedJoinHandle<'_, T>>) -> Option<T> {
    thread.ok()?.join().ok()
}
