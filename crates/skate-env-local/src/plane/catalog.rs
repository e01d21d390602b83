//! What the control plane says to PostgreSQL in SQL: roles as Neon has them, databases, sizes.

use postgres_protocol::password::scram_sha_256;
use secrecy::{ExposeSecret, SecretString};
use tokio_postgres::Row;

use crate::Result;
use crate::postgres::Session;

/// The role that the control plane uses itself, as Neon does.
pub(crate) const SUPERUSER: &str = "cloud_admin";
/// What every role that is made over the API belongs to, as on Neon.
const NEON_SUPERUSER: &str = "neon_superuser";

/// A role, as PostgreSQL knows it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct FoundRole {
    pub(crate) name: String,
    pub(crate) login: bool,
}

/// A database, as PostgreSQL knows it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct FoundDatabase {
    pub(crate) name: String,
    pub(crate) owner: String,
}

/// What a server holds.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) roles: Vec<FoundRole>,
    pub(crate) databases: Vec<FoundDatabase>,
    /// Of all databases, in bytes.
    pub(crate) size: i64,
    /// Where its log of changes is, in bytes since the beginning.
    pub(crate) written: i64,
}

pub(crate) async fn look(session: &Session) -> Result<Found> {
    let roles = session
        .rows(
            "SELECT rolname, rolcanlogin FROM pg_roles \
             WHERE NOT rolsuper AND rolname <> $1 AND rolname !~ '^pg_' ORDER BY oid",
            &[&NEON_SUPERUSER],
        )
        .await?;
    let databases = session
        .rows(
            "SELECT datname, pg_get_userbyid(datdba)::text FROM pg_database \
             WHERE NOT datistemplate AND datallowconn AND datname <> 'postgres' ORDER BY oid",
            &[],
        )
        .await?;
    let sizes = session
        .row(
            "SELECT (SELECT coalesce(sum(pg_database_size(oid)), 0)::bigint FROM pg_database), \
             (pg_current_wal_lsn() - '0/0')::bigint",
            &[],
        )
        .await?;
    let role = |row: &Row| FoundRole { name: row.get(0), login: row.get(1) };
    let database = |row: &Row| FoundDatabase { name: row.get(0), owner: row.get(1) };
    Ok(Found {
        roles: roles.iter().map(role).collect(),
        databases: databases.iter().map(database).collect(),
        size: sizes.get(0),
        written: sizes.get(1),
    })
}

/// What a new root needs before anybody uses it. May be done twice.
pub(crate) async fn prepare(session: &Session, major: u32) -> Result<()> {
    if !exists(session, "pg_roles", "rolname", NEON_SUPERUSER).await? {
        let role = name(NEON_SUPERUSER);
        let later = if major >= 16 { ", pg_create_subscription" } else { "" };
        session
            .run(&format!(
                "CREATE ROLE {role} NOLOGIN CREATEDB CREATEROLE REPLICATION BYPASSRLS; \
                 GRANT pg_read_all_data, pg_write_all_data, pg_monitor, pg_signal_backend{later} \
                 TO {role}"
            ))
            .await?;
    }
    Ok(())
}

/// Makes a role as Neon's API does, or gives the one that is there this password.
pub(crate) async fn create_role(
    session: &Session,
    role: &str,
    password: Option<&SecretString>,
) -> Result<()> {
    let login = match password {
        Some(password) => format!("LOGIN PASSWORD {}", verifier(password)),
        None => "NOLOGIN".to_owned(),
    };
    if exists(session, "pg_roles", "rolname", role).await? {
        return session.run(&format!("ALTER ROLE {} {login}", name(role))).await;
    }
    let attributes = "CREATEDB CREATEROLE REPLICATION BYPASSRLS";
    let group = name(NEON_SUPERUSER);
    let role = name(role);
    session.run(&format!("CREATE ROLE {role} {attributes} IN ROLE {group} {login}")).await
}

pub(crate) async fn set_password(
    session: &Session,
    role: &str,
    password: &SecretString,
) -> Result<()> {
    let statement = format!("ALTER ROLE {} PASSWORD {}", name(role), verifier(password));
    session.run(&statement).await
}

/// Drops a role, and hands what it has in this database to the control plane's own.
pub(crate) async fn drop_role(session: &Session, role: &str) -> Result<()> {
    if exists(session, "pg_roles", "rolname", role).await? {
        let statement = format!("DROP ROLE {}", name(role));
        session.run(&statement).await?;
    }
    Ok(())
}

/// What a role owns in the database of this session goes to the control plane's own role; what it
/// was granted goes. `DROP ROLE` asks for it in every database.
pub(crate) async fn disown(session: &Session, role: &str) -> Result<()> {
    if exists(session, "pg_roles", "rolname", role).await? {
        let (role, heir) = (name(role), name(SUPERUSER));
        let statement = format!("REASSIGN OWNED BY {role} TO {heir}; DROP OWNED BY {role}");
        session.run(&statement).await?;
    }
    Ok(())
}

pub(crate) async fn create_database(session: &Session, database: &str, owner: &str) -> Result<()> {
    if exists(session, "pg_database", "datname", database).await? {
        return Ok(());
    }
    let statement = format!("CREATE DATABASE {} OWNER {}", name(database), name(owner));
    session.run(&statement).await
}

/// Renames a database and gives it an owner; its sessions end.
pub(crate) async fn alter_database(
    session: &Session,
    database: &str,
    new_name: &str,
    owner: &str,
) -> Result<()> {
    if database != new_name && exists(session, "pg_database", "datname", database).await? {
        let ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1";
        session.rows(ended, &[&database]).await?;
        let statement = format!("ALTER DATABASE {} RENAME TO {}", name(database), name(new_name));
        session.run(&statement).await?;
    }
    let statement = format!("ALTER DATABASE {} OWNER TO {}", name(new_name), name(owner));
    session.run(&statement).await
}

pub(crate) async fn drop_database(session: &Session, database: &str) -> Result<()> {
    let statement = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", name(database));
    session.run(&statement).await
}

async fn exists(session: &Session, catalog: &str, column: &str, value: &str) -> Result<bool> {
    let question = format!("SELECT EXISTS (SELECT FROM {catalog} WHERE {column} = $1)");
    Ok(session.row(&question, &[&value]).await?.get(0))
}

fn name(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// What the server keeps of a password: the password itself then stands in no statement, and so
/// in no log.
fn verifier(password: &SecretString) -> String {
    format!("'{}'", scram_sha_256(password.expose_secret().as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::{name, verifier};

    #[test]
    fn a_name_cannot_leave_its_quotes_and_no_password_is_said() {
        assert_eq!(name(r#"a"b"#), r#""a""b""#);
        let said = verifier(&"canary".into());
        assert!(said.starts_with("'SCRAM-SHA-256$") && !said.contains("canary"), "{said}");
    }
}
