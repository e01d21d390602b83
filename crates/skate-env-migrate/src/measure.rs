//! What a migration does to those who use the database meanwhile, measured on a copy.
//!
//! Each statement is sent as Prisma (7.4 and later) sends it: on its own, in a transaction only
//! where the file says so. [`Measurement`] runs them and looks at PostgreSQL's own books
//! (`pg_locks`, `relfilenode`, the counters of scans) while the statement's transaction is still
//! open; [`impact_of`] says what the figures mean.

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
