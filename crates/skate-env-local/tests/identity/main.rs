//! Real servers are asked who they are, and what poses as another database gets its verdict.
//!
//! What cannot be shown here: the settings that Neon's own library fixes when a compute starts
//! exist only on a Neon compute. What is concluded from them is tested on data, in
//! skate-env-core's `tests/identity.rs`.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "helpers of tests are tests")]

mod fake;
mod ground;

mod copies;
mod encrypted;
mod hostile;
mod made_up;
mod patience;
mod said;
mod tunnels;
