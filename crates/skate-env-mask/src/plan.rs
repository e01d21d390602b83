//! Plans the masking of a database from its catalogue and the rules. Reports every problem.

mod decide;
mod rule_checks;
mod unclassified;

use std::collections::BTreeSet;

use skate_env_core::{Code, ColumnName, Error, LargeObjects, Mask, Problem};

use self::decide::ColumnDecisions;
use crate::{Catalogue, Column, ForeignKey, Rules, Table, TableKind};

/// What a run does, in order.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// The tables with columns to mask.
    pub tables: Vec<MaskedTable>,
    /// Foreign keys on masked columns, which are dropped during masking.
    pub foreign_keys: Vec<ForeignKey>,
    /// Quoted names of tables to rewrite: their files still hold old values after masking.
    pub rewritten: Vec<String>,
    /// Quoted names of partitioned tables: they have statistics of their own.
    pub partitioned: Vec<String>,
    /// Quoted names of filled materialized views, in order of creation.
    pub views: Vec<String>,
    /// Whether all large objects are unlinked.
    pub unlinks_large_objects: bool,
    /// Columns that could hold personal data and have no rule; empty if the rules are strict.
    pub unclassified: Vec<ColumnName>,
}

/// A table with columns to mask.
#[derive(Clone, Debug)]
pub struct MaskedTable {
    /// Its OID.
    pub id: u32,
    /// Its quoted name.
    pub sql: String,
    /// The columns to mask.
    pub columns: Vec<MaskedColumn>,
}

/// A column to mask.
#[derive(Clone, Debug)]
pub struct MaskedColumn {
    /// Its full name; for a partition, the root's.
    pub name: ColumnName,
    /// The column.
    pub column: Column,
    /// The mask that replaces its values.
    pub mask: Mask,
}

/// Plans the masking of a database.
///
/// # Errors
/// All problems at once. `unmasked_data`, if the rules are strict: a column that could hold personal
/// data and has no rule, large objects, another database. `invalid_config`: a rule names no column,
/// or its mask does not fit the column.
pub fn plan(catalogue: &Catalogue, rules: &Rules) -> Result<Plan, Error> {
    let decisions = ColumnDecisions::of(catalogue, rules);
    let mut problems = rule_checks::check_rules(catalogue, rules);
    problems.extend(rule_checks::check_columns(catalogue, &decisions));
    problems.extend(decisions.check_foreign_keys());
    let unclassified = unclassified::columns(catalogue, &decisions);
    if rules.strict {
        problems.extend(unclassified.iter().map(unclassified::problem));
        problems.extend(uncovered_data(catalogue, rules));
    }
    if let Some(error) = Error::from_problems(problems) {
        return Err(error);
    }
    let storage = catalogue.tables.iter().filter(|(_, table)| table.kind == TableKind::Table);
    let tables: Vec<_> =
        storage.clone().filter_map(|(id, table)| masked(&decisions, *id, table)).collect();
    let changed: BTreeSet<u32> = tables.iter().map(|table| table.id).collect();
    let rewritten = storage.filter(|(id, it)| changed.contains(id) || it.has_dropped_columns);
    let of_kind = |kind| {
        let tables =
            catalogue.tables.values().filter(move |table| table.kind == kind && table.is_filled);
        tables.map(Table::sql).collect()
    };
    Ok(Plan {
        rewritten: rewritten.map(|(_, table)| table.sql()).collect(),
        partitioned: of_kind(TableKind::Partitioned),
        views: of_kind(TableKind::View),
        foreign_keys: decisions.changed_foreign_keys(),
        unlinks_large_objects: rules.large_objects == Some(LargeObjects::Unlink),
        unclassified: unclassified.into_iter().map(|(name, _)| name).collect(),
        tables,
    })
}

fn masked(decisions: &ColumnDecisions<'_>, id: u32, table: &Table) -> Option<MaskedTable> {
    let columns = table.columns.iter().filter(|column| !column.generated);
    let columns: Vec<_> = columns.filter_map(|column| decisions.masked(id, column)).collect();
    (!columns.is_empty()).then(|| MaskedTable { id, sql: table.sql(), columns })
}

/// Data that no rule for a column covers: large objects, other databases.
fn uncovered_data(catalogue: &Catalogue, rules: &Rules) -> Vec<Problem> {
    let mut problems = Vec::new();
    if catalogue.large_objects > 0 && rules.large_objects.is_none() {
        problems.push(Problem::new(
            Code::UnmaskedData,
            format!("The database has {} large objects, which no rule covers.", catalogue.large_objects),
            "Write `large_objects = \"unlink\"` under [masking], or `\"keep\"` if none holds personal data.",
        ));
    }
    if !catalogue.other_databases.is_empty() {
        let names: Vec<_> =
            catalogue.other_databases.iter().map(|name| format!("`{name}`")).collect();
        problems.push(Problem::new(
            Code::UnmaskedData,
            format!("The branch has other databases: {}.", names.join(", ")),
            "Rules cover one database: move the others to another project or branch.",
        ));
    }
    problems
}
