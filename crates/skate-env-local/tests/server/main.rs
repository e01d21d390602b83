//! Clusters and servers: tests with a real PostgreSQL, which fail if there is none.
#![expect(clippy::unwrap_used, reason = "helpers of tests are tests")]

mod errors;
mod fixture;
mod start_stop;
#[cfg(unix)]
mod takeover;
