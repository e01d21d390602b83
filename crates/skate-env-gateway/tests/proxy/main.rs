//! The proxy in front of a real PostgreSQL: what passes is what the server would have said
//! itself, and what is refused never reaches it.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "helpers of tests are tests")]

mod agrees;
mod certificate;
mod clients;
mod copy;
mod fixture;
mod generated;
mod identity;
mod lifetime;
mod malformed;
mod migrate;
mod node;
mod programs;
mod read;
mod refusals;
mod server;
mod tls;
