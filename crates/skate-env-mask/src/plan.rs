//! What would be masked, decided from names alone. All that can be refused is refused here.

mod decide;
mod rule_checks;
mod unclassified;

use std::collections::BTreeSet;

use skate_env_core::{Code, ColumnName, Error, LargeObjects, Mask, Problem};

use self::decide::ColumnDecisions;
use crate::{Catalogue, Column, ForeignKey, Rules, Table, TableKind};

/// What is done, in order.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// The tables that have columns to mask.
    pub tables: Vec<MaskedTable>,
    /// What has to be away meanwhile: both ends change.
    pub foreign_keys: Vec<ForeignKey>,
    /// Tables whose files still hold old values afterwards, as SQL writes them.
    pub rewritten: Vec<String>,
    /// Partitioned tables, as SQL writes them: they have no rows, but statistics of their own.
    pub partitioned: Vec<String>,
    /// Materialized views that have rows, as SQL writes them, in the order in which they were made.
    pub views: Vec<String>,
    /// Whether every large object goes.
    pub unlinks_large_objects: bool,
    /// Columns that could hold personal data and have no rule; none of a strict plan.
    pub unclassified: Vec<ColumnName>,
}

/// A table that has columns to mask.
#[derive(Clone, Debug)]
pub struct MaskedTable {
    /// Its id.
    pub id: u32,
    /// Its name, as SQL writes it.
    pub sql: String,
    /// Its columns.
    pub columns: Vec<MaskedColumn>,
}

/// A column to mask.
#[derive(Clone, Debug)]
pub struct MaskedColumn {
    /// Its full name; a partition's column has its root's.
    pub name: ColumnName,
    /// What it is.
    pub column: Column,
    /// What takes its values' place.
    pub mask: Mask,
}

/// Decides for every column.
///
/// # Errors
/// Everything at once. `unmasked_data`: a column that could hold personal data and has no rule,
/// large objects, another database, where the rules are strict. `invalid_config`: a rule that
/// names no column, or that its column cannot take.
pub fn plan(catalogue: &Catalogue, rules: &Rules) -> Result<Plan, Error> {
    let decisions = ColumnDecisions::of(catalogue, rules);
    let mut problems = rule_checks::check_rules(catalogue, rules);
    problems.extend(rule_checks::check_columns(catalogue, &decisions));
    problems.extend(decisions.check_foreign_keys());
    let unclassified = unclassified::columns(catalogue, &decisions);
    if rules.strict {
        problems.extend(unclassified.iter().map(unclassified::problem));
        problems.extend(beside_the_tables(catalogue, rules));
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

/// What no column's rule can speak of.
fn beside_the_tables(catalogue: &Catalogue, rules: &Rules) -> Vec<Problem> {
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
            format!("The branch has other databases, too: {}.", names.join(", ")),
            "Rules speak of one database: keep the others in a project or on a branch of their own.",
        ));
    }
    problems
}
