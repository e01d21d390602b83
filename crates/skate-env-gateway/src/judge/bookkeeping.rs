//! The migration tool's own statements: its table of applied migrations, its lock, its look at
//! the catalogue.

use super::{destroys, functions, settings, tables};
use crate::grammar::{Kind, Node, Tree as _, path};

/// Tables that migration tools keep for themselves.
const TABLES: [&str; 24] = [
    "_prisma_migrations",
    "__drizzle_migrations",
    "knex_migrations",
    "knex_migrations_lock",
    "migrations",
    "typeorm_metadata",
    "sequelizemeta",
    "SequelizeMeta",
    "pgmigrations",
    "kysely_migration",
    "kysely_migration_lock",
    "mikro_orm_migrations",
    "_sqlx_migrations",
    "__diesel_schema_migrations",
    "refinery_schema_history",
    "seaql_migrations",
    "schema_migrations",
    "ar_internal_metadata",
    "alembic_version",
    "django_migrations",
    "flyway_schema_history",
    "databasechangelog",
    "databasechangeloglock",
    "goose_db_version",
];

/// Schemas that tools make for these tables.
const SCHEMAS: [&str; 2] = ["drizzle", "public"];

/// Whether a statement is the tool's own: it writes its own tables only, reads these and the
/// catalogue, and calls what changes nothing.
pub(super) fn is_own(statement: &Node) -> bool {
    match statement.kind() {
        Kind::TransactionStmt | Kind::TransactionStmtLegacy => {
            !statement.has_word(Kind::PREPARED) && !statement.has_word(Kind::PREPARE)
        }
        Kind::VariableShowStmt
        | Kind::VariableResetStmt
        | Kind::DiscardStmt
        | Kind::DeallocateStmt
        | Kind::ClosePortalStmt => true,
        Kind::VariableSetStmt => {
            settings::changes(statement).iter().all(|it| it.name != "session_authorization")
        }
        Kind::CreateStmt => {
            let table = statement.child(Kind::qualified_name).map(path).unwrap_or_default();
            is_own_table(&table) && calls_are_harmless(statement)
        }
        Kind::CreateSchemaStmt => {
            let has_elements = statement.child(Kind::OptSchemaEltList).is_some();
            let name = statement.child(Kind::ColId).map(path).unwrap_or_default();
            !has_elements && matches!(&name[..], [name] if SCHEMAS.contains(&name.as_str()))
        }
        Kind::IndexStmt => {
            let table = statement.find(Kind::qualified_name).map(path).unwrap_or_default();
            is_own_table(&table) && calls_are_harmless(statement)
        }
        Kind::LockStmt => statement.all(Kind::qualified_name).all(|it| is_own_table(&path(it))),
        Kind::SelectStmt | Kind::InsertStmt | Kind::UpdateStmt | Kind::DeleteStmt => {
            statement.find(Kind::into_clause).is_none()
                && changes_own_rows(statement)
                && reads_own_tables(statement)
                && calls_are_harmless(statement)
                && (statement.kind() != Kind::DeleteStmt || destroys::found(statement).is_none())
        }
        _ => false,
    }
}

fn is_own_table(path: &[String]) -> bool {
    path.last().is_some_and(|name| TABLES.contains(&name.as_str()))
}

fn changes_own_rows(statement: &Node) -> bool {
    statement.descendants().all(|node| match node.kind() {
        Kind::InsertStmt | Kind::UpdateStmt | Kind::DeleteStmt => {
            is_own_table(&tables::target(node))
        }
        Kind::MergeStmt => false,
        _ => true,
    })
}

/// Tables that are read: the tool's own, the catalogue, and names that `WITH` gives.
fn reads_own_tables(statement: &Node) -> bool {
    let named: Vec<_> = statement
        .all(Kind::common_table_expr)
        .filter_map(|expression| path(expression.child(Kind::name)?).pop())
        .collect();
    statement.all(Kind::relation_expr).all(|relation| {
        let path = relation.find(Kind::qualified_name).map(path).unwrap_or_default();
        is_own_table(&path)
            || is_catalogue(&path)
            || matches!(&path[..], [name] if named.contains(name))
    })
}

fn is_catalogue(path: &[String]) -> bool {
    match path {
        [.., schema, _] => matches!(schema.as_str(), "pg_catalog" | "information_schema"),
        // Looked up in `pg_catalog` before any other schema.
        [name] => name.starts_with("pg_"),
        [] => false,
    }
}

/// Functions of PostgreSQL's own that change nothing, and locks of the session.
fn calls_are_harmless(statement: &Node) -> bool {
    functions::calls(statement).all(|call| {
        let name = call.name();
        let is_lock = name.starts_with("pg_advisory_") || name.starts_with("pg_try_advisory_");
        let is_value = matches!(name, "gen_random_uuid" | "clock_timestamp" | "random");
        let is_setting = call.is_builtin("set_config")
            && settings::set_config(&call).is_some_and(|it| it.name != "session_authorization");
        call.may_be_builtin() && (functions::is_pure(name) || is_lock || is_value || is_setting)
    })
}
