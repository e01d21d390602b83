//! The catalogue of a database, as far as masking needs it: tables, columns, keys. No rows.

mod read;

use std::collections::BTreeMap;

use skate_env_core::ColumnName;

/// The tables of a database and their constraints.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    /// By OID.
    pub tables: BTreeMap<u32, Table>,
    /// Foreign keys, without the copies that partitions have.
    pub foreign_keys: Vec<ForeignKey>,
    /// Constraints on rows: name, table and columns.
    pub(crate) checks: Vec<(String, u32, Vec<i16>)>,
    /// The number of large objects.
    pub large_objects: i64,
    /// Other databases of the branch that accept connections.
    pub other_databases: Vec<String>,
}

/// A relation with rows, or the parent of one.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its schema.
    pub schema: String,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: TableKind,
    /// The table that it is a partition of, or inherits from.
    pub parent: Option<u32>,
    /// Whether it has rows: a materialized view may not be filled yet.
    pub is_filled: bool,
    /// Whether it has dropped columns, whose values may remain in rows.
    pub has_dropped_columns: bool,
    /// Its columns, in order.
    pub columns: Vec<Column>,
}

/// The kind of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableKind {
    /// An ordinary table.
    Table,
    /// A partitioned table: its partitions hold the rows.
    Partitioned,
    /// A materialized view.
    View,
    /// A foreign table, on another server.
    Foreign,
}

/// A column.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is an independent fact")]
pub struct Column {
    /// Its `attnum`.
    pub number: i16,
    /// Its name.
    pub name: String,
    /// Its type, as SQL writes it.
    pub type_name: String,
    /// What kind of values it holds.
    pub value_kind: ValueKind,
    /// Whether its type ignores case.
    pub folds_case: bool,
    /// Its maximum length in characters.
    pub limit: Option<i32>,
    /// Whether it is NOT NULL.
    pub not_null: bool,
    /// Whether it is a generated column.
    pub generated: bool,
    /// Whether it is inherited from the parent.
    pub inherited: bool,
    /// Whether a unique index or an exclusion constraint uses it.
    pub unique: bool,
    /// Whether it is part of a partition key.
    pub partitions: bool,
}

/// The kind of values in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueKind {
    /// Text, which masks produce.
    Text,
    /// UUIDs.
    Uuid,
    /// Numbers, dates, booleans, enums: never personal by themselves.
    NotPersonal,
    /// Other types that may hold personal data: JSON, bytea, inet, arrays.
    Other,
}

/// A foreign key.
#[derive(Clone, Debug)]
pub struct ForeignKey {
    /// The referencing table.
    pub table: u32,
    /// Its columns.
    pub columns: Vec<i16>,
    /// The referenced table.
    pub to: u32,
    /// The referenced columns, in the same order.
    pub to_columns: Vec<i16>,
    /// The statement that drops it.
    pub(crate) drop: String,
    /// The statements that add it again, with its comment.
    pub(crate) add: Vec<String>,
}

impl Catalogue {
    /// The table and column that a column is inherited from; for a partition, the root's.
    pub(crate) fn origin(&self, table: u32, column: &Column) -> Option<(u32, &Column)> {
        let mut at = table;
        let mut found = self.tables.get(&at)?.columns.iter().find(|it| it.name == column.name)?;
        while found.inherited {
            let Some(parent) = self.tables.get(&at)?.parent else { break };
            let above = self.tables.get(&parent).map(|it| &it.columns);
            let Some(next) = above.and_then(|all| all.iter().find(|it| it.name == found.name))
            else {
                break;
            };
            (at, found) = (parent, next);
        }
        Some((at, found))
    }

    pub(crate) fn name_of(&self, table: u32, column: &Column) -> Option<ColumnName> {
        let table = self.tables.get(&table)?;
        Some(ColumnName {
            schema: table.schema.clone(),
            table: table.name.clone(),
            column: column.name.clone(),
        })
    }

    /// The full names of the columns that a constraint of this name uses.
    pub(crate) fn columns_of_constraint(&self, name: &str) -> Vec<String> {
        let mut names = Vec::new();
        for (_, table, numbers) in self.checks.iter().filter(|(own, ..)| own == name) {
            let columns = self.tables.get(table).map(|it| &it.columns);
            for column in columns.into_iter().flatten() {
                if numbers.contains(&column.number) {
                    names.extend(self.name_of(*table, column).map(|name| format!("`{name}`")));
                }
            }
        }
        names
    }
}

impl Table {
    /// Its quoted name.
    pub(crate) fn sql(&self) -> String {
        use crate::expression::identifier;

        format!("{}.{}", identifier(&self.schema), identifier(&self.name))
    }
}

impl Column {
    /// Whether it could hold personal data, so that strict rules must name it.
    #[must_use]
    pub fn needs_rule(&self) -> bool {
        matches!(self.value_kind, ValueKind::Text | ValueKind::Other) && !self.generated
    }
}
