//! Measures migrations on a copy of the database: locks, table rewrites, scans and time.
//!
//! Each statement is sent as Prisma 7.4 and later sends it: on its own, in a transaction only if
//! the file has one. [`Measurement`] runs them, and reads `pg_locks`, `relfilenode` and the scan
//! counters while the transaction is open; [`impact_of`] classifies the result.

mod impact;
mod locks;
mod measured;
mod measured_finding;
mod measurement;
mod relations;
mod statement;
mod statement_error;
mod transaction;
mod watch_locks;

pub use impact::{Impact, impact_of};
pub use locks::{Lock, LockMode};
pub use measured::{MeasuredMigration, MeasuredStatement, MigrationFailure, Table, TableScan};
pub use measured_finding::{MeasuredFinding, measured_findings};
pub use measurement::Measurement;
