//! Checks that each rule names a column, and that its mask fits the column.

use skate_env_core::{Code, ColumnName, Mask, Place, Problem};

use super::decide::ColumnDecisions;
use crate::{Catalogue, Column, Rules, Table, TableKind, ValueKind, max_length};

/// Checks that every rule names a column to which it can apply.
pub(super) fn check_rules(catalogue: &Catalogue, rules: &Rules) -> Vec<Problem> {
    rules
        .iter()
        .filter_map(|(name, mask, place)| check_rule(catalogue, name, mask, place))
        .collect()
}

fn check_rule(
    catalogue: &Catalogue,
    name: &ColumnName,
    mask: &Mask,
    place: &Place,
) -> Option<Problem> {
    let everywhere = name.table == "*";
    let mut found = catalogue.tables.values().filter_map(|table| {
        let right = table.schema == name.schema && (everywhere || table.name == name.table);
        let column = table.columns.iter().find(|column| column.name == name.column);
        column.filter(|_| right).map(|column| (table, column))
    });
    let Some((table, column)) = found.next() else {
        let hint = "Correct the rule, or remove it.";
        return Some(problem(name, "this database has no such column", hint, place));
    };
    if everywhere {
        return None;
    }
    let (reason, hint) = if column.inherited {
        ("the column is inherited", "Write the rule for the parent table.")
    } else if column.generated && *mask != Mask::Keep {
        (
            "the column is generated",
            "Remove the rule: the column follows those it is computed from.",
        )
    } else if table.kind == TableKind::View && *mask != Mask::Keep {
        ("it belongs to a materialized view", "Remove the rule: the view follows its tables.")
    } else if table.kind == TableKind::Foreign && *mask != Mask::Keep {
        ("it belongs to a foreign table", "Remove the rule: other servers are not masked.")
    } else {
        return None;
    };
    Some(problem(name, reason, hint, place))
}

fn problem(name: &ColumnName, reason: &str, hint: &str, place: &Place) -> Problem {
    let message = format!("The rule for `{name}` does not apply: {reason}.");
    Problem::new(Code::InvalidConfig, message, hint).at(place.clone())
}

/// Checks every masked column, in tables and in partitioned tables.
pub(super) fn check_columns(
    catalogue: &Catalogue,
    decisions: &ColumnDecisions<'_>,
) -> Vec<Problem> {
    let tables = catalogue.tables.iter();
    let tables =
        tables.filter(|(_, it)| matches!(it.kind, TableKind::Table | TableKind::Partitioned));
    let each = tables.flat_map(|(id, table)| {
        let columns = table.columns.iter().filter(|column| !column.generated);
        columns.filter_map(|column| check_column(decisions, *id, table, column))
    });
    each.collect()
}

fn check_column(
    decisions: &ColumnDecisions<'_>,
    id: u32,
    table: &Table,
    column: &Column,
) -> Option<Problem> {
    let mask = decisions.decide(id, column).filter(|mask| *mask != Mask::Keep)?;
    let (reason, hint) = mismatch(&mask, column)?;
    let name = format!("{}.{}.{}", table.schema, table.name, column.name);
    let message = format!("`{name}` cannot be masked by `{mask}`: {reason}.");
    Some(Problem::new(Code::InvalidConfig, message, hint))
}

/// Why a mask does not fit a column, and what to write instead.
fn mismatch(mask: &Mask, column: &Column) -> Option<(String, &'static str)> {
    let takes_text = column.value_kind == ValueKind::Text;
    let fits = match mask {
        Mask::Keep | Mask::Null | Mask::Fixed(_) => true,
        Mask::Uuid => takes_text || column.value_kind == ValueKind::Uuid,
        Mask::Email | Mask::Name | Mask::Phone | Mask::Text | Mask::Token => takes_text,
    };
    if !fits {
        let reason = format!("its type is {}", column.type_name);
        return Some((reason, "Write `null`, or `fixed:…` with a value of its type."));
    }
    if column.partitions {
        return Some(("it is part of the partition key".to_owned(), "Write `keep`."));
    }
    if column.not_null && *mask == Mask::Null {
        return Some(("it is NOT NULL".to_owned(), "Write `fixed:…` or another mask."));
    }
    if column.unique && !mask.is_injective() && *mask != Mask::Null {
        let hint = "Write `email`, `token` or `uuid`: they keep different values different.";
        return Some(("it is unique".to_owned(), hint));
    }
    match (max_length(mask), column.limit) {
        (Some(made), Some(limit)) if made > limit => {
            let reason = format!("it holds {limit} characters, and the mask makes {made}");
            Some((
                reason,
                "Write a shorter mask: `token` makes 32 characters, `text` keeps the length.",
            ))
        }
        _ => None,
    }
}
