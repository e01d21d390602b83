//! Test databases on real servers.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "helpers of tests are tests")]

mod bad_input;
mod fixture;
mod lifetime;
mod macros;
mod migrations;
mod named_server;
mod processes;
mod templates;
