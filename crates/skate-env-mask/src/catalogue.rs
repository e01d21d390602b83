//! What a database is made of, as far as masking is concerned. Names alone, no rows.

mod read;

use std::collections::BTreeMap;

use skate_env_core::ColumnName;

/// Every table, and what ties them to each other.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    /// By id.
    pub tables: BTreeMap<u32, Table>,
    /// Those that stand for themselves: not the copies that partitions have.
    pub foreign_keys: Vec<ForeignKey>,
    /// Constraints that rows are checked against: their name, their table, its columns.
    pub(crate) checks: Vec<(String, u32, Vec<i16>)>,
    /// How many large objects there are.
    pub large_objects: i64,
    /// Other databases of the branch that somebody may connect to.
    pub other_databases: Vec<String>,
}

/// What holds rows, or is a parent of what does.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its schema.
    pub schema: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: TableKind,
    /// The table that it is a partition of, or inherits from.
    pub parent: Option<u32>,
    /// Whether it has its rows: a materialized view may wait for its first ones.
    pub is_filled: bool,
    /// Whether rows may still hold values of a column that was dropped.
    pub has_dropped_columns: bool,
    /// In order.
    pub columns: Vec<Column>,
}

/// What a table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableKind {
    /// It has rows of its own.
    Table,
    /// Its partitions have the rows.
    Partitioned,
    /// A materialized view: what its query says.
    View,
    /// Another server's.
    Foreign,
}

/// A column.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Column {
    /// Its number in the table.
    pub number: i16,
    /// Its name.
    pub name: String,
    /// Its type, as SQL writes it.
    pub type_name: String,
    /// What it can hold.
    pub value_kind: ValueKind,
    /// Whether its type takes capital and small letters for the same.
    pub folds_case: bool,
    /// The most letters that it takes.
    pub limit: Option<i32>,
    /// Whether it refuses NULL.
    pub not_null: bool,
    /// Whether it is computed from others.
    pub generated: bool,
    /// Whether it comes from the parent.
    pub inherited: bool,
    /// Whether something keeps its values apart.
    pub unique: bool,
    /// Whether it decides in which partition a row lives.
    pub partitions: bool,
}

/// What a column can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueKind {
    /// Text: what functions make.
    Text,
    /// UUIDs.
    Uuid,
    /// Numbers, dates, truth values, members of an enum.
    NotPersonal,
    /// Anything else that can hold text or tell of a person: JSON, bytes, addresses, arrays.
    Other,
}

/// Columns that point to a key.
#[derive(Clone, Debug)]
pub struct ForeignKey {
    /// The table that points.
    pub table: u32,
    /// Its columns.
    pub columns: Vec<i16>,
    /// The table with the key.
    pub to: u32,
    /// The key's columns, in the same order.
    pub to_columns: Vec<i16>,
    /// The statement that takes it away.
    pub(crate) drop: String,
    /// The statements that bring it back, with its comment.
    pub(crate) add: Vec<String>,
}

impl Catalogue {
    /// The table and column from which a column comes: a partition's is its root's.
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

    /// The full names of the columns that a constraint of this name looks at.
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
    /// Its name as SQL takes it.
    pub(crate) fn sql(&self) -> String {
        use crate::expression::identifier;

        format!("{}.{}", identifier(&self.schema), identifier(&self.name))
    }
}

impl Column {
    /// Whether it could hold personal data that a rule has to speak of.
    #[must_use]
    pub fn needs_rule(&self) -> bool {
        matches!(self.value_kind, ValueKind::Text | ValueKind::Other) && !self.generated
    }
}
