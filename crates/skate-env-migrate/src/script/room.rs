//! A stack that is deep enough.

use std::thread;

/// The parser follows nested SQL by recursion. Memory that is not used is not taken.
const STACK: usize = 1 << 29;

/// Does something on a thread with a deep stack; `None` where it panicked or no thread was had.
pub(crate) fn with_room<T: Send>(work: impl FnOnce() -> T + Send) -> Option<T> {
    thread::scope(|scope| {
        let thread = thread::Builder::new().name("sql".to_owned()).stack_size(STACK);
        thread.spawn_scoped(scope, work).ok()?.join().ok()
    })
}
