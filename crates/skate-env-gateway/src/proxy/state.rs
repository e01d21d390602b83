//! What both directions of a session know of each other.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use tokio::sync::Notify;

/// Shared by the two directions of one session.
pub(super) struct State {
    inner: Mutex<Inner>,
    changed: Notify,
}

#[derive(Default)]
pub(super) struct Inner {
    /// `ReadyForQuery` messages that are still to come.
    pub(super) outstanding: u32,
    /// What was last sent on came with the extended protocol, and its `Sync` went with it.
    pub(super) synced: bool,
    pub(super) copy: Copy,
    /// The answer to a refused statement, in place of the server's error.
    pub(super) refusal: Option<Vec<u8>>,
    /// Whether the first statement was answered.
    pub(super) answered: bool,
}

/// Whether the server reads rows instead of messages (`COPY … FROM STDIN`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Copy {
    #[default]
    No,
    /// It reads rows, and swallows each `Sync`.
    Reads,
    /// The client has sent the last row.
    Ended,
}

impl State {
    pub(super) fn new() -> Self {
        Self { inner: Mutex::default(), changed: Notify::new() }
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes the state, and wakes whoever waits for a change.
    pub(super) fn change<T>(&self, change: impl FnOnce(&mut Inner) -> T) -> T {
        let value = change(&mut self.lock());
        self.changed.notify_one();
        value
    }

    /// Waits until nothing is outstanding: the server has answered all that was sent.
    pub(super) async fn idle(&self) {
        self.until(|inner| inner.outstanding == 0).await;
    }

    /// Waits until nothing is outstanding or the server reads rows.
    pub(super) async fn idle_or_copying(&self) -> Copy {
        self.until(|inner| inner.outstanding == 0 || inner.copy != Copy::No).await;
        self.lock().copy
    }

    /// Only one direction waits, so that a wake-up is never another's.
    async fn until(&self, holds: impl Fn(&Inner) -> bool) {
        while !holds(&self.lock()) {
            self.changed.notified().await;
        }
    }
}

/// What the server reported of itself when the session began.
pub(super) type Parameters = HashMap<String, String>;
