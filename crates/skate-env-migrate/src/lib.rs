//! Migrations that only go where they may.
//!
//! - [`Folder`] and [`Migration`]: Prisma's folder of migrations, as it stands on disk.

mod folder;

pub use folder::{Folder, Migration};
