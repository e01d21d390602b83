//! Finds columns that could hold personal data and have no rule.

use skate_env_core::{Code, ColumnName, Problem};

use super::decide::ColumnDecisions;
use crate::{Catalogue, Column, TableKind, ValueKind};

/// The columns without a rule. Materialized views are left out: they follow their tables.
pub(super) fn columns(
    catalogue: &Catalogue,
    decisions: &ColumnDecisions<'_>,
) -> Vec<(ColumnName, Column)> {
    let tables = catalogue.tables.iter().filter(|(_, table)| table.kind != TableKind::View);
    let each = tables.flat_map(|(id, table)| {
        let open = table.columns.iter().filter(|column| {
            column.needs_rule() && !column.inherited && decisions.decide(*id, column).is_none()
        });
        open.filter_map(|column| Some((catalogue.name_of(*id, column)?, column.clone())))
    });
    each.collect()
}

/// The problem, with the rule to write.
pub(super) fn problem((name, column): &(ColumnName, Column)) -> Problem {
    let message =
        format!("`{name}` ({}) could hold personal data, and has no rule.", column.type_name);
    let hint = format!(
        "Write `\"{name}\" = \"{}\"` under [masking.columns] of skate-env.toml, or `\"keep\"` if \
         it holds none.",
        suggestion(column)
    );
    Problem::new(Code::UnmaskedData, message, hint)
}

/// A suggested mask, by name and type of the column.
fn suggestion(column: &Column) -> &'static str {
    let name = column.name.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| name.contains(word));
    match column.value_kind {
        ValueKind::Text if says(&["email", "mail"]) => "email",
        ValueKind::Text if column.unique => "token",
        ValueKind::Text if says(&["phone", "mobile", "fax"]) => "phone",
        ValueKind::Text if says(&["token", "secret", "password", "hash", "key"]) => "token",
        ValueKind::Text if says(&["name"]) => "name",
        ValueKind::Text => "text",
        _ if column.type_name.starts_with("json") => "fixed:{}",
        _ if column.not_null => "fixed:",
        _ => "null",
    }
}
