//! Measures migrations on a real PostgreSQL server, one for each test: lock modes, rewrites, scans,
//! and what a failure leaves. No test depends on time.
#![expect(clippy::unwrap_used, reason = "a panic fails the test")]

mod failures;
mod fixture;
mod statements;
mod transactions;
