//! Branches and proof on the wire for Node.js: it converts, calls and converts; it decides nothing.
//!
//! An addon of its own, because it links HTTP, PostgreSQL, TLS and tokio: who only asks for a URL never loads
//! it. A call is a task of libuv's pool; what it answers, and what it refuses, is data.

mod branches;
pub mod call;
mod client;
// An addon links to no other, so this file of the start-up addon is compiled here too.
mod branch_request;
#[path = "../../skate-env-node/src/catch_panic.rs"]
mod catch_panic;
mod json;
mod options;
mod verify;
