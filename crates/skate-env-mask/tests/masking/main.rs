//! Masking against a real PostgreSQL, as a role that is no superuser.
#![expect(clippy::unwrap_used, reason = "helpers of tests are tests")]

mod expressions;
mod fixture;
mod leaks;
mod refusals;
mod shop;
