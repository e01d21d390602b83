//! What happens on a guarded connection, for whoever counts it.

use std::time::Duration;

use skate_env_core::Code;

/// Something that happened. Holds no text of a statement and no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Event {
    /// A client with the password asked for a session.
    Attempted,
    /// Its session was opened and proven, after this long.
    Opened(Duration),
    /// No session was opened, for this reason.
    Failed(Code),
    /// The server began to answer the first statement, this long after the client asked for a
    /// session.
    Answered(Duration),
    /// A statement was refused.
    Refused(Code),
    /// The session has ended.
    Closed,
}

/// Counts or records events. Called on the connection's task: it must not wait.
pub trait Observer: Send + Sync {
    /// Takes note of an event.
    fn observe(&self, event: Event);
}

/// Nobody counts.
impl Observer for () {
    fn observe(&self, _: Event) {}
}
