//! A schema without rows: what is done to a fresh copy before anybody may reach it.

use super::{Source, orphans};
use crate::Result;
use crate::postgres::{Session, blocking};

const PLAN: &str = include_str!("empty.sql");

/// What is in no user's table and holds users' values all the same: large objects, with what is
/// known about each, and the samples that ANALYZE took. TRUNCATE gives each a new file.
const VALUES: &str = "
    SET LOCAL allow_system_table_mods = on;
    DELETE FROM pg_shdepend WHERE classid = 'pg_largeobject'::regclass
        AND dbid = (SELECT oid FROM pg_database WHERE datname = current_database());
    DELETE FROM pg_description WHERE classoid = 'pg_largeobject'::regclass;
    DELETE FROM pg_seclabel WHERE classoid = 'pg_largeobject'::regclass;
    TRUNCATE pg_largeobject, pg_largeobject_metadata, pg_statistic, pg_statistic_ext_data;";

/// Removes every row from every database of a running copy: tables (those that belong to
/// extensions, and foreign ones, stay as they are), materialized views, large objects,
/// statistics; sequences start again. Afterwards no file of the copy holds a row, the log
/// neither: it must run with `wal_recycle = off` (`clone::settings`) and without a history.
///
/// # Errors
///
/// `session_failed`, `io`. The copy is of no use then: some of its rows are still there.
pub(crate) async fn empty(copy: &Source) -> Result<()> {
    let session = copy.superuser.connect("postgres").await?;
    drop_broken_databases(&session).await?;
    let databases = "SELECT oid, datname, datallowconn, quote_ident(datname) FROM pg_database \
                     WHERE datname <> 'template0'";
    let mut kept = Vec::new();
    for row in session.rows(databases, &[]).await? {
        let (name, open, quoted): (String, bool, String) = (row.get(1), row.get(2), row.get(3));
        let allow = |allowed| format!("ALTER DATABASE {quoted} ALLOW_CONNECTIONS {allowed}");
        if !open {
            session.run(&allow(true)).await?;
        }
        let files = empty_database(copy, &name).await?;
        if !open {
            session.run(&allow(false)).await?;
        }
        kept.push((row.get(0), Some(files)));
    }
    // What the log says of the rows goes with the files that are full when a checkpoint ends.
    session.row("SELECT pg_switch_wal()", &[]).await?;
    session.run("CHECKPOINT").await?;
    let template = "SELECT oid FROM pg_database WHERE datname = 'template0'";
    kept.extend(session.rows(template, &[]).await?.iter().map(|row| (row.get(0), None)));
    let base = copy.data.join("base");
    blocking(move || orphans::remove(&base, &kept)).await
}

/// A DROP DATABASE that was cut off leaves one that can only be dropped.
async fn drop_broken_databases(session: &Session) -> Result<()> {
    let broken = "SELECT 'DROP DATABASE ' || quote_ident(datname) FROM pg_database \
                  WHERE datconnlimit = -2";
    for row in session.rows(broken, &[]).await? {
        session.run(row.get(0)).await?;
    }
    Ok(())
}

/// Answers the numbers of the files that belong to the database now.
async fn empty_database(copy: &Source, name: &str) -> Result<Vec<u32>> {
    let session = copy.superuser.connect_with(name, "-c session_replication_role=replica").await?;
    let plan = session.rows(PLAN, &[]).await?;
    let statements: Vec<&str> = plan.iter().map(|row| row.get(0)).collect();
    session.run(&format!("BEGIN; {}; {VALUES} COMMIT", statements.join("; "))).await?;
    let files = "SELECT pg_relation_filenode(oid) FROM pg_class \
                 WHERE pg_relation_filenode(oid) IS NOT NULL";
    Ok(session.rows(files, &[]).await?.iter().map(|row| row.get(0)).collect())
}
