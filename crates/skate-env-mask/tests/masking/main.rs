//! Masks databases of a real PostgreSQL server, as a role without superuser rights.
#![expect(clippy::unwrap_used, reason = "helpers of tests are tests")]

mod expressions;
mod fixture;
mod leaks;
mod refusals;
mod shop;
