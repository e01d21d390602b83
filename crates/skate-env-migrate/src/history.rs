//! The migration history of a database: the rows of Prisma's table `_prisma_migrations`.

mod compare;
mod read;
mod row;

pub use read::schema_of;
pub use row::{MigrationRow, MigrationState};

/// Every row of `_prisma_migrations`, by start time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// The rows. A migration that was rolled back and applied again has two rows.
    pub rows: Vec<MigrationRow>,
}
