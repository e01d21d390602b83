//! Reading and changing a server's roles and databases by SQL: roles have Neon's attributes.

use postgres_protocol::password::scram_sha_256;
use secrecy::{ExposeSecret, SecretString};
use tokio_postgres::Row;

use crate::Result;
use crate::postgres::Session;

/// The role that the control plane uses itself, as Neon does.
pub(crate) const SUPERUSER: &str = "cloud_admin";
/// The group of every role that is created over the API, as on Neon.
const NEON_SUPERUSER: &str = "neon_superuser";

/// A role of the server.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct CatalogRole {
    pub(crate) name: String,
    pub(crate) login: bool,
}

/// A database of the server.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct CatalogDatabase {
    pub(crate) name: String,
    pub(crate) owner: String,
}

/// The roles and databases of a server, and their size.
#[derive(Debug)]
pub(crate) struct Catalog {
    pub(crate) roles: Vec<CatalogRole>,
    pub(crate) databases: Vec<CatalogDatabase>,
    /// Of all databases, in bytes.
    pub(crate) size: i64,
    /// The position of its write-ahead log: bytes since it was created.
    pub(crate) written: i64,
}

pub(crate) async fn read(session: &Session) -> Result<Catalog> {
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
    let role = |row: &Row| CatalogRole { name: row.get(0), login: row.get(1) };
    let database = |row: &Row| CatalogDatabase { name: row.get(0), owner: row.get(1) };
    Ok(Catalog {
        roles: roles.iter().map(role).collect(),
        databases: databases.iter().map(database).collect(),
        size: sizes.get(0),
        written: sizes.get(1),
    })
}

/// Creates the group of all roles on a new root, if it does not exist.
pub(crate) async fn create_neon_superuser(session: &Session, major: u32) -> Result<()> {
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

/// Creates a role as Neon's API does, or sets this password of the role that exists.
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

/// Drops a role that owns nothing, if it exists.
pub(crate) async fn drop_role(session: &Session, role: &str) -> Result<()> {
    if exists(session, "pg_roles", "rolname", role).await? {
        let statement = format!("DROP ROLE {}", name(role));
        session.run(&statement).await?;
    }
    Ok(())
}

/// Reassigns what a role owns in the database of this session to the control plane's own role, and
/// revokes its grants. `DROP ROLE` requires this in every database.
pub(crate) async fn reassign_owned(session: &Session, role: &str) -> Result<()> {
    if exists(session, "pg_roles", "rolname", role).await? {
        let (role, owner) = (name(role), name(SUPERUSER));
        let statement = format!("REASSIGN OWNED BY {role} TO {owner}; DROP OWNED BY {role}");
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

/// Renames a database, which ends its sessions, and sets its owner.
pub(crate) async fn alter_database(
    session: &Session,
    database: &str,
    new_name: &str,
    owner: &str,
) -> Result<()> {
    if database != new_name && exists(session, "pg_database", "datname", database).await? {
        let end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1";
        session.rows(end, &[&database]).await?;
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
    let query = format!("SELECT EXISTS (SELECT FROM {catalog} WHERE {column} = $1)");
    Ok(session.row(&query, &[&value]).await?.get(0))
}

fn name(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// What the server stores of a password. The password itself is in no statement, and so in no log.
fn verifier(password: &SecretString) -> String {
    format!("'{}'", scram_sha_256(password.expose_secret().as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::{name, verifier};

    #[test]
    fn a_name_stays_in_its_quotes_and_no_password_is_in_a_statement() {
        assert_eq!(name(r#"a"b"#), r#""a""b""#);
        let literal = verifier(&"canary".into());
        assert!(literal.starts_with("'SCRAM-SHA-256$"), "{literal}");
        assert!(!literal.contains("canary"), "{literal}");
    }
}
