//! Migrations that only go where they may.
//!
//! - [`Folder`] and [`Migration`]: Prisma's folder of migrations, as it stands on disk.
//! - [`Script`] and [`Statement`]: a migration's statements, and how each stands to transactions.
//! - [`lint`]: what is dangerous about a migration, told from its script and its folder.
//! - [`History`]: what a database says of its migrations, and how that compares with the folder.
//! - [`measure`]: what they do to those who use the database, on a copy.
//! - [`TestRecord`]: what a test of them on a copy leaves for a deployment.
//! - [`chain`]: the order that they keep on their way to production.
//! - [`session`]: a deployment's own session beside Prisma's; [`DeploymentOutcome`]: what it came to.

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
