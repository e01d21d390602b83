//! Migrations that only go where they may.
//!
//! - [`Folder`] and [`Migration`]: Prisma's folder of migrations, as it stands on disk.
//! - [`Script`] and [`Statement`]: a migration's statements, and how each stands to transactions.
//! - [`Record`]: what a test of them on a copy leaves for a deployment.

mod folder;
pub mod record;
pub mod script;

pub use folder::{Folder, Migration};
pub use record::Record;
pub use script::{Script, Statement};
