//! The settings of a database (`ALTER DATABASE … SET`), which CREATE DATABASE does not copy.

use tokio_postgres::Client;

use crate::Result;
use crate::control::{identifier, literal};
use crate::error::of_postgres;

/// Settings whose value is a list of names, and is stored in the form in which it is written.
const LISTS: [&str; 5] = [
    "search_path",
    "temp_tablespaces",
    "session_preload_libraries",
    "local_preload_libraries",
    "DateStyle",
];

/// The settings of a database, as `name=value`.
pub(super) async fn read(client: &Client, database: &str) -> Result<Vec<String>> {
    const SETTINGS: &str = "SELECT unnest(s.setconfig) FROM pg_db_role_setting s \
        JOIN pg_database d ON d.oid = s.setdatabase WHERE d.datname = $1 AND s.setrole = 0";
    let rows = client.query(SETTINGS, &[&database]).await;
    let rows = rows.map_err(of_postgres("read the settings of the template"))?;
    Ok(rows.iter().map(|row| row.get(0)).collect())
}

/// The statements that give them to a clone.
pub(crate) fn settings_statements(settings: &[String], database: &str) -> Option<String> {
    let statement = |setting: &String| {
        let (name, value) = setting.split_once('=')?;
        let value = if LISTS.contains(&name) { value.to_owned() } else { literal(value) };
        let name: Vec<_> = name.split('.').map(identifier).collect();
        Some(format!("ALTER DATABASE {} SET {} TO {value};", identifier(database), name.join(".")))
    };
    let statements: String = settings.iter().filter_map(statement).collect();
    Some(statements).filter(|statements| !statements.is_empty())
}
