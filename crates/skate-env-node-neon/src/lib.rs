//! The second native addon of the npm package: `branches`, `verifyDatabase` and
//! test databases.
//!
//! It is separate from the first because it links HTTP, PostgreSQL, TLS and tokio, and a process that
//! only asks for a URL must not load them. It converts arguments, calls the core and converts the
//! result; it makes no decision. A call is a task on libuv's thread pool, and takes and returns JSON.

mod branch_request;
mod branches;
pub mod call;
// Shared source: an addon cannot link to another one.
#[path = "../../skate-env-node/src/catch_panic.rs"]
mod catch_panic;
mod client;
mod json;
mod options;
mod testing;
mod verify;
