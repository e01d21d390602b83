//! Test databases on real servers.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "helpers of tests are tests")]

mod bad_input;
#[cfg(target_os = "linux")]
#[path = "../../../skate-env-local/tests/helpers/disk.rs"]
mod disk;
mod fixture;
mod lifetime;
#[cfg(target_os = "linux")]
mod machine;
mod macros;
mod migrations;
mod named_server;
mod processes;
mod templates;
