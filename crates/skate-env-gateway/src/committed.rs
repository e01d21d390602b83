//! The migrations that are committed: read from git's HEAD, or from a deployed bundle's folder.

mod bundle;
mod git;

pub use bundle::files_of_bundle;
pub use git::files_at_head;

/// A migration's text.
pub type Text = String;

/// Longer files are no migrations that somebody has read.
const MAX_FILE: usize = 4 << 20;
/// All files together.
const MAX_TOTAL: usize = 64 << 20;

/// Whether a path is a migration's: a `.sql` file in a folder of migrations.
fn is_migration(path: &str) -> bool {
    let mut parts = path.split('/').rev();
    let is_sql = parts.next().is_some_and(|name| {
        name.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("sql"))
    });
    is_sql
        && parts.any(|folder| matches!(folder, "migrations" | "migration" | "migrate" | "drizzle"))
}

#[cfg(test)]
mod tests {
    use super::is_migration;

    #[test]
    fn migrations_are_sql_files_in_folders_of_migrations() {
        for path in [
            "prisma/migrations/20240101_init/migration.sql",
            "drizzle/0000_first.sql",
            "apps/api/db/migrations/001.up.sql",
            "migrations/V1__first.SQL",
        ] {
            assert!(is_migration(path), "{path}");
        }
        for path in ["seed.sql", "prisma/seed.sql", "prisma/migrations/readme.md", "migrations.sql"]
        {
            assert!(!is_migration(path), "{path}");
        }
    }
}
