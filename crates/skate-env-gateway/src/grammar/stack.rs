//! A thread with a stack that is as deep as the deepest statement, and panics contained.
//!
//! The parser recurses where a statement nests: on a stack of the usual size a few kilobytes of
//! parentheses would end the process.

use std::{
    cell::Cell,
    io,
    panic::{self, AssertUnwindSafe},
    sync::{Once, mpsc},
    thread,
};

/// Measured: a level takes 200 bytes, and a byte of SQL makes two levels at most. Doubled, for a
/// statement of [`MAX_STATEMENT`](super::MAX_STATEMENT). Only what is used takes memory.
const STACK: usize = 1 << 30;

type Job = Box<dyn FnOnce() + Send>;

/// A thread on which statements are parsed and judged. Clones share it; it ends with the last.
#[derive(Clone, Debug)]
pub struct DeepStack {
    jobs: mpsc::Sender<Job>,
}

impl DeepStack {
    /// Starts the thread.
    ///
    /// # Errors
    /// Where the system gives none.
    pub fn start() -> io::Result<Self> {
        let (jobs, queue) = mpsc::channel::<Job>();
        thread::Builder::new().name("skate-env-judge".into()).stack_size(STACK).spawn(
            move || {
                while let Ok(job) = queue.recv() {
                    job();
                }
            },
        )?;
        Ok(Self { jobs })
    }

    /// Runs a function there and hands its answer to `done`; `None` where it panicked.
    pub fn submit<T, D>(&self, work: impl FnOnce() -> T + Send + 'static, done: D)
    where
        D: FnOnce(Option<T>) + Send + 'static,
    {
        // The thread ends only after the last sender.
        drop(self.jobs.send(Box::new(move || done(quietly(work)))));
    }

    /// Runs a function there and waits for its answer; `None` where it panicked.
    pub fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
        let (sender, answer) = mpsc::sync_channel(1);
        self.submit(work, move |value| drop(sender.send(value)));
        answer.recv().ok().flatten()
    }
}

thread_local! {
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

/// Runs a function; `None` where it panics, of which nothing is printed: a panic's message may
/// quote the statement.
pub(super) fn quietly<T>(work: impl FnOnce() -> T) -> Option<T> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if !QUIET.get() {
                before(panic);
            }
        }));
    });
    let outer = QUIET.replace(true);
    let value = panic::catch_unwind(AssertUnwindSafe(work)).ok();
    QUIET.set(outer);
    value
}

#[cfg(test)]
mod tests {
    use super::DeepStack;
    use crate::grammar::{MAX_STATEMENT, Script};

    #[test]
    fn the_deepest_statement_is_read_and_the_thread_lives_on() {
        let stack = DeepStack::start().unwrap();
        for pattern in ["(", "1+", "(SELECT "] {
            let times = (MAX_STATEMENT - 8) / pattern.len();
            let text = format!("SELECT {}", pattern.repeat(times));
            assert!(stack.run(move || Script::parse(&text).is_ok()).is_some(), "{pattern}");
        }
        let half = MAX_STATEMENT / 2 - 8;
        let nested = format!("SELECT {}1{}", "(".repeat(half), ")".repeat(half));
        let read = stack.run(move || Script::parse(&nested).map(|it| it.statements().len()));
        assert_eq!(read, Some(Ok(1)));
        assert_eq!(stack.run(|| -> u8 { panic!("contained") }), None);
        assert_eq!(stack.run(|| 1), Some(1));
    }
}
