//! Checks Prisma migrations before they reach a database, and watches them while they run.
//!
//! - [`Folder`] and [`Migration`]: Prisma's folder of migrations on disk.
//! - [`Script`] and [`Statement`]: the statements of a migration, and how each relates to
//!   transactions.
//! - [`lint`]: finds dangerous statements from the scripts and their folder alone.
//! - [`History`]: the rows of `_prisma_migrations`, compared with the folder.
//! - [`measure`]: runs migrations on a copy and measures locks, rewrites and scans.
//! - [`TestRecord`]: the result of a test on a copy, which a deployment to production requires.
//! - [`chain`]: checks that migrations reach the environments in order.
//! - [`session`]: the deployment lock and the lock watch, in a session beside Prisma's;
//!   [`DeploymentOutcome`]: the result of a deployment, read from the database.

pub mod chain;
mod deployment_outcome;
mod folder;
mod history;
pub mod lint;
pub mod measure;
pub mod script;
pub mod session;
pub mod test_record;

pub use deployment_outcome::{DeploymentOutcome, newly_applied};
pub use folder::{Folder, Migration};
pub use history::{History, MigrationRow, MigrationState, schema_of};
pub use script::{Script, Statement};
pub use test_record::TestRecord;
