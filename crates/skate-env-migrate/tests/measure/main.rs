//! Migrations on a real PostgreSQL, one for each test: what kind of lock and of work a statement
//! is, and what a failure leaves. Never how long it takes.
#![expect(clippy::unwrap_used, reason = "a test that panics has failed, and says where")]

mod failures;
mod fixture;
mod statements;
mod transactions;
