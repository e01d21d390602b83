//! Columns of which nobody has said what they hold.

use skate_env_core::{Code, ColumnName, Problem};

use super::decide::Decisions;
use crate::{Catalogue, Column, Family, Kind};

/// Those that could hold personal data and have no rule. Views show what their tables hold.
pub(super) fn columns(
    catalogue: &Catalogue,
    decisions: &Decisions<'_>,
) -> Vec<(ColumnName, Column)> {
    let tables = catalogue.tables.iter().filter(|(_, table)| table.kind != Kind::View);
    let each = tables.flat_map(|(id, table)| {
        let open = table.columns.iter().filter(|column| {
            column.is_delicate() && !column.inherited && decisions.decide(*id, column).is_none()
        });
        open.filter_map(|column| Some((catalogue.name_of(*id, column)?, column.clone())))
    });
    each.collect()
}

/// The refusal, with the line to write.
pub(super) fn problem((name, column): &(ColumnName, Column)) -> Problem {
    let message = format!(
        "`{name}` ({}) could hold personal data, and no rule says what becomes of it.",
        column.type_name
    );
    let hint = format!(
        "Write `\"{name}\" = \"{}\"` under [masking.columns] of skate-env.toml, or `\"keep\"` if \
         it holds none.",
        suggestion(column)
    );
    Problem::new(Code::UnmaskedData, message, hint)
}

/// A first guess, by name and type. Whoever writes it down decides.
fn suggestion(column: &Column) -> &'static str {
    let name = column.name.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| name.contains(word));
    match column.family {
        Family::Text if says(&["email", "mail"]) => "email",
        Family::Text if column.unique => "token",
        Family::Text if says(&["phone", "mobile", "fax"]) => "phone",
        Family::Text if says(&["token", "secret", "password", "hash", "key"]) => "token",
        Family::Text if says(&["name"]) => "name",
        Family::Text => "text",
        _ if column.type_name.starts_with("json") => "fixed:{}",
        _ if column.not_null => "fixed:",
        _ => "null",
    }
}
