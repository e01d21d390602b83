//! Tests against real servers; without a PostgreSQL they fail.
#![expect(clippy::unwrap_used, reason = "helpers of tests are tests")]

mod common;
mod refusals;
mod servers;
#[cfg(unix)]
mod survivors;
