//! Statistics of statements, as Neon's computes keep them: `pg_stat_statements` is loaded.
//!
//! On Neon, a project's roles may create the extension. Here only a superuser may, so it is there
//! already, in the database `postgres`: its view shows the statements of every database, and nothing
//! of it stands in a schema that the project's tools look at.

use crate::Binaries;
use crate::postgres::Session;

use super::error::Result;

const MODULE: &str = "pg_stat_statements";

/// The settings of a server that keeps them; none where its PostgreSQL has no such module.
pub(super) fn settings(binaries: &Binaries) -> Vec<(String, String)> {
    if !binaries.has_module(MODULE) {
        return Vec::new();
    }
    let settings = [
        ("shared_preload_libraries", MODULE),
        ("pg_stat_statements.max", "1000"),
        // A copy begins without the statistics of its source.
        ("pg_stat_statements.save", "off"),
    ];
    settings.map(|(name, value)| (name.to_owned(), value.to_owned())).into()
}

/// Creates the extension in the database of this session, on a new root.
pub(super) async fn create_extension(session: &Session, binaries: &Binaries) -> Result<()> {
    if binaries.has_module(MODULE) {
        session.run("CREATE EXTENSION IF NOT EXISTS pg_stat_statements SCHEMA public").await?;
    }
    Ok(())
}
