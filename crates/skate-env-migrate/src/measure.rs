//! What a migration does to those who use the database meanwhile, measured on a copy.
//!
//! Each statement is sent as Prisma (7.4 and later) sends it: on its own, in a transaction only
//! where the file says so. [`Measurement`] runs them and looks at PostgreSQL's own books
//! (`pg_locks`, `relfilenode`, the counters of scans) while the statement's transaction is still
//! open; [`judge`] says what the figures mean.

mod applied;
mod flagged;
mod locks;
mod measurement;
mod refusal;
mod relations;
mod statement;
mod transaction;
mod verdict;
mod watch;

pub use applied::{Applied, Failure, Measured, Scan, Table};
pub use flagged::{Flagged, flagged};
pub use locks::{Lock, Mode};
pub use measurement::Measurement;
pub use verdict::{Verdict, judge};
