//! Migrations that only go where they may.
//!
//! - [`Folder`] and [`Migration`]: Prisma's folder of migrations, as it stands on disk.
//! - [`Script`] and [`Statement`]: a migration's statements, and how each stands to transactions.

mod folder;
pub mod script;

pub use folder::{Folder, Migration};
pub use script::{Script, Statement};
