//! The core's verification of a database's identity against real servers, and against databases
//! that imitate another one.
//!
//! Not covered here: settings that Neon's own library fixes when a compute starts, which exist only
//! on a Neon compute. skate-env-core's `tests/identity.rs` tests them on data.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "helpers of tests are tests")]

mod fake_servers;
mod fixture;

mod copies;
mod error_text;
mod forged_settings;
mod hostile_roles;
mod timeouts;
mod tls;
mod tunnels;
