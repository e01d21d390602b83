//! Reads the catalogue from PostgreSQL.

use skate_env_core::Error;
use tokio_postgres::{Client, Row};

use super::{Catalogue, Column, ForeignKey, Table, TableKind, ValueKind};
use crate::error::database_error;

const TABLES: &str = include_str!("tables.sql");
const COLUMNS: &str = include_str!("columns.sql");
const FOREIGN_KEYS: &str = include_str!("foreign_keys.sql");
const CHECKS: &str = "
    SELECT conname::text, conrelid, conkey FROM pg_constraint
    WHERE contype IN ('c', 'x', 'u', 'p') AND conkey IS NOT NULL AND conrelid <> 0";
/// Built-in range types that hold no text; user-defined ones may.
const RANGES: [&str; 12] = [
    "int4range",
    "int8range",
    "numrange",
    "tsrange",
    "tstzrange",
    "daterange",
    "int4multirange",
    "int8multirange",
    "nummultirange",
    "tsmultirange",
    "tstzmultirange",
    "datemultirange",
];
const LARGE_OBJECTS: &str = "SELECT count(*) FROM pg_largeobject_metadata";
const OTHER_DATABASES: &str = "
    SELECT datname::text FROM pg_database
    WHERE NOT datistemplate AND datallowconn AND datname NOT IN (current_database(), 'postgres')
    ORDER BY 1";

impl Catalogue {
    /// Reads the catalogue. The `search_path` must be `pg_catalog`, so that names are qualified.
    ///
    /// # Errors
    /// `database_refused`, `database_unavailable`.
    pub async fn read(client: &Client) -> Result<Self, Error> {
        let ask = async |query| {
            client
                .query(query, &[])
                .await
                .map_err(|error| database_error(&error, "to list the tables"))
        };
        let mut catalogue = Self::default();
        for row in ask(TABLES).await? {
            catalogue.tables.insert(row.get("oid"), table(&row));
        }
        for row in ask(COLUMNS).await? {
            if let Some(table) = catalogue.tables.get_mut(&row.get("table")) {
                table.columns.push(column(&row));
            }
        }
        catalogue.foreign_keys = ask(FOREIGN_KEYS).await?.iter().map(foreign_key).collect();
        let checks = ask(CHECKS).await?;
        catalogue.checks = checks.iter().map(|row| (row.get(0), row.get(1), row.get(2))).collect();
        let count = ask(LARGE_OBJECTS).await?;
        catalogue.large_objects = count.first().map_or(0, |row| row.get(0));
        let others = ask(OTHER_DATABASES).await?;
        catalogue.other_databases = others.iter().map(|row| row.get(0)).collect();
        Ok(catalogue)
    }
}

fn table(row: &Row) -> Table {
    Table {
        schema: row.get("schema"),
        name: row.get("name"),
        kind: match row.get::<_, &str>("kind") {
            "p" => TableKind::Partitioned,
            "m" => TableKind::View,
            "f" => TableKind::Foreign,
            _ => TableKind::Table,
        },
        parent: row.get("parent"),
        is_filled: row.get("is_filled"),
        has_dropped_columns: row.get("has_dropped_columns"),
        columns: Vec::new(),
    }
}

fn column(row: &Row) -> Column {
    let name: &str = row.get("base");
    Column {
        number: row.get("number"),
        name: row.get("name"),
        type_name: row.get("type_name"),
        // For an array, base and category are those of its elements.
        value_kind: match (row.get("is_array"), row.get("category")) {
            _ if name == "uuid" && row.get("is_array") => ValueKind::NotPersonal,
            (false, _) if name == "uuid" => ValueKind::Uuid,
            (_, "N" | "B" | "D" | "T" | "E") => ValueKind::NotPersonal,
            (false, "S") => ValueKind::Text,
            (false, "R") if RANGES.contains(&name) => ValueKind::NotPersonal,
            _ => ValueKind::Other,
        },
        folds_case: name == "citext",
        limit: row.get("limit"),
        not_null: row.get("not_null"),
        generated: row.get("generated"),
        inherited: row.get("inherited"),
        unique: row.get("unique"),
        partitions: row.get("partitions"),
    }
}

fn foreign_key(row: &Row) -> ForeignKey {
    let add: String = row.get("add");
    let comment: Option<String> = row.get("comment");
    ForeignKey {
        table: row.get("table"),
        columns: row.get("columns"),
        to: row.get("to"),
        to_columns: row.get("to_columns"),
        drop: row.get("drop"),
        add: std::iter::once(add).chain(comment).collect(),
    }
}
