//! Removing all rows from a fresh copy, before any client may connect: a schema-only branch.

use super::{Source, orphans};
use crate::Result;
use crate::postgres::{Session, blocking};

const STATEMENTS: &str = include_str!("schema_only.sql");

/// Removes users' values from the system catalogue: large objects with their comments and labels,
/// and the samples of ANALYZE. TRUNCATE gives each table a new file.
const CATALOG_VALUES: &str = "
    SET LOCAL allow_system_table_mods = on;
    DELETE FROM pg_shdepend WHERE classid = 'pg_largeobject'::regclass
        AND dbid = (SELECT oid FROM pg_database WHERE datname = current_database());
    DELETE FROM pg_description WHERE classoid = 'pg_largeobject'::regclass;
    DELETE FROM pg_seclabel WHERE classoid = 'pg_largeobject'::regclass;
    TRUNCATE pg_largeobject, pg_largeobject_metadata, pg_statistic, pg_statistic_ext_data;";

/// Removes every row from every database of a running copy: from tables (except those of extensions
/// and foreign ones), materialized views, large objects and statistics; sequences restart.
/// Afterwards no file of the copy holds a row, and neither does its log: it must run with
/// `wal_recycle = off` (`clone::settings`) and without a history.
///
/// # Errors
///
/// `session_failed`, `io`. Do not use the copy then: some of its rows still exist.
pub(crate) async fn remove_rows(copy: &Source) -> Result<()> {
    let session = copy.superuser.connect("postgres").await?;
    drop_broken_databases(&session).await?;
    let databases = "SELECT oid, datname, datallowconn, quote_ident(datname) FROM pg_database \
                     WHERE datname <> 'template0'";
    let mut known = Vec::new();
    for row in session.rows(databases, &[]).await? {
        let (name, open, quoted): (String, bool, String) = (row.get(1), row.get(2), row.get(3));
        let allow = |allowed| format!("ALTER DATABASE {quoted} ALLOW_CONNECTIONS {allowed}");
        if !open {
            session.run(&allow(true)).await?;
        }
        let files = truncate_database(copy, &name).await?;
        if !open {
            session.run(&allow(false)).await?;
        }
        known.push((row.get(0), Some(files)));
    }
    // A checkpoint removes the complete log files, and with them the rows in the log.
    session.row("SELECT pg_switch_wal()", &[]).await?;
    session.run("CHECKPOINT").await?;
    let template = "SELECT oid FROM pg_database WHERE datname = 'template0'";
    known.extend(session.rows(template, &[]).await?.iter().map(|row| (row.get(0), None)));
    let base = copy.data.join("base");
    blocking(move || orphans::remove(&base, &known)).await
}

/// An interrupted DROP DATABASE leaves a database that can only be dropped.
async fn drop_broken_databases(session: &Session) -> Result<()> {
    let broken = "SELECT 'DROP DATABASE ' || quote_ident(datname) FROM pg_database \
                  WHERE datconnlimit = -2";
    for row in session.rows(broken, &[]).await? {
        session.run(row.get(0)).await?;
    }
    Ok(())
}

/// Returns the file numbers of the database's relations.
async fn truncate_database(copy: &Source, name: &str) -> Result<Vec<u32>> {
    let session = copy.superuser.connect_with(name, "-c session_replication_role=replica").await?;
    let rows = session.rows(STATEMENTS, &[]).await?;
    let statements: Vec<&str> = rows.iter().map(|row| row.get(0)).collect();
    session.run(&format!("BEGIN; {}; {CATALOG_VALUES} COMMIT", statements.join("; "))).await?;
    let files = "SELECT pg_relation_filenode(oid) FROM pg_class \
                 WHERE pg_relation_filenode(oid) IS NOT NULL";
    Ok(session.rows(files, &[]).await?.iter().map(|row| row.get(0)).collect())
}
