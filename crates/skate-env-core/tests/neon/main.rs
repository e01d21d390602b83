//! The Neon client against a server that is scripted to fail, over real sockets, on a clock that
//! nobody waits for.
#![cfg(feature = "neon")]
#![expect(clippy::unwrap_used, reason = "a test that panics has failed, and says where")]

mod clock;
mod contract;
mod fake;
mod server;
mod setup;
mod temporary_branches;

mod anonymized;
mod arbitrary_answers;
mod connections;
mod deletions;
mod ensure;
mod faults;
mod guards;
mod lifecycle;
mod lying_server;
mod models;
mod openapi;
mod paging;
mod policy;
mod processes;
mod restores;
mod secrets;
