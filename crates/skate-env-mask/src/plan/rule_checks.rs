//! Whether a rule names a column, and whether the column can take what the rule makes.

use skate_env_core::{Code, ColumnName, Mask, Place, Problem};

use super::decide::ColumnDecisions;
use crate::{Catalogue, Column, Rules, Table, TableKind, ValueKind, max_length};

/// A rule that names nothing protects nothing, whatever its author meant.
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
        return Some(problem(name, "is no column of this database", place));
    };
    if everywhere {
        return None;
    }
    let reason = if column.inherited {
        "comes from another table: write the rule there"
    } else if column.generated && *mask != Mask::Keep {
        "is computed from other columns, and follows them"
    } else if table.kind == TableKind::View && *mask != Mask::Keep {
        "is a materialized view's, and follows its tables"
    } else if table.kind == TableKind::Foreign && *mask != Mask::Keep {
        "is another server's, where nothing is masked"
    } else {
        return None;
    };
    Some(problem(name, reason, place))
}

fn problem(name: &ColumnName, reason: &str, place: &Place) -> Problem {
    let message = format!("`{name}`, which a rule of [masking] names, {reason}.");
    Problem::new(Code::InvalidConfig, message, "Mend the rule, or take it out.").at(place.clone())
}

/// Every column that changes, in the tables that hold the rows and in those above them.
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
    let (reason, hint) = unsuitable(&mask, column)?;
    let name = format!("{}.{}.{}", table.schema, table.name, column.name);
    let message = format!("`{name}` cannot be masked by `{mask}`: {reason}.");
    Some(Problem::new(Code::InvalidConfig, message, hint))
}

/// Why a column cannot take it, and what it could.
fn unsuitable(mask: &Mask, column: &Column) -> Option<(String, &'static str)> {
    let takes_text = column.value_kind == ValueKind::Text;
    let fits = match mask {
        Mask::Keep | Mask::Null | Mask::Fixed(_) => true,
        Mask::Uuid => takes_text || column.value_kind == ValueKind::Uuid,
        Mask::Email | Mask::Name | Mask::Phone | Mask::Text | Mask::Token => takes_text,
    };
    if !fits {
        let reason = format!("it is {}", column.type_name);
        return Some((reason, "Write `null`, or `fixed:…` with a value of its type."));
    }
    if column.partitions {
        return Some(("it decides in which partition a row lives".to_owned(), "Write `keep`."));
    }
    if column.not_null && *mask == Mask::Null {
        return Some(("it is NOT NULL".to_owned(), "Write `fixed:…`, or another function."));
    }
    if column.unique && !mask.is_injective() && *mask != Mask::Null {
        let hint = "Write `email`, `token` or `uuid`: they keep values apart.";
        return Some(("its values have to stay apart".to_owned(), hint));
    }
    match (max_length(mask), column.limit) {
        (Some(made), Some(limit)) if made > limit => {
            let reason = format!("it takes {limit} letters, and {made} are made");
            Some((
                reason,
                "Write a shorter one: `token` makes 32, `text` none more than there were.",
            ))
        }
        _ => None,
    }
}
