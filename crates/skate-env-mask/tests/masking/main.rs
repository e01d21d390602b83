//! Masking against a real PostgreSQL, as a role that is no superuser.
#![expect(clippy::unwrap_used, reason = "helpers of tests are tests")]

mod functions;
mod ground;
mod leaks;
mod refusals;
mod whole;
