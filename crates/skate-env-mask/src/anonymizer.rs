//! Converts a plan to masking rules for Neon's anonymized branches, which use PostgreSQL Anonymizer.
//! Whatever they cannot do is an error, never left out.
//!
//! Every value becomes a random one: equal values do not stay equal, and `NULL` and the empty string
//! are replaced, too.

use std::collections::BTreeSet;

use skate_env_core::{Code, ColumnName, Error, Mask, Problem};

use crate::{Catalogue, Column, MaskedColumn, Plan, ValueKind, expression::literal};

const BY_SQL: &str = "Write `engine = \"sql\"` under [masking] of skate-env.toml.";
const UUID: &str = "pg_catalog.concat(anon.dummy_uuidv4())";
const TEXT: i32 = 16;

/// The masking rule of one column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnonymizerRule {
    /// The column.
    pub column: ColumnName,
    /// The mask that it implements.
    pub mask: Mask,
    /// What Neon is given.
    pub replacement: Replacement,
}

/// A call of a PostgreSQL Anonymizer function, or a value; both as SQL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Replacement {
    /// A new value for each row.
    Function(String),
    /// The same value in every row.
    Value(String),
}

/// The masking rules for Neon.
///
/// # Errors
/// `impossible_policy`, with everything that Neon's masking cannot do.
pub fn anonymizer_rules(catalogue: &Catalogue, plan: &Plan) -> Result<Vec<AnonymizerRule>, Error> {
    let referencing = referencing_columns(catalogue);
    let mut problems = unsupported_objects(catalogue, plan);
    let mut substitutions = Vec::new();
    for table in &plan.tables {
        for masked in &table.columns {
            let has_foreign_key = referencing.contains(&(table.id, masked.column.number));
            match replacement(masked, has_foreign_key) {
                Ok(replacement) => substitutions.push(AnonymizerRule {
                    column: masked.name.clone(),
                    mask: masked.mask.clone(),
                    replacement,
                }),
                Err(reason) => problems.push(problem(&format!("`{}`", masked.name), &reason)),
            }
        }
    }
    match Error::from_problems(problems) {
        Some(error) => Err(error),
        None => Ok(substitutions),
    }
}

/// Every column with a foreign key.
fn referencing_columns(catalogue: &Catalogue) -> BTreeSet<(u32, i16)> {
    let keys = catalogue.foreign_keys.iter();
    keys.flat_map(|key| key.columns.iter().map(|column| (key.table, *column))).collect()
}

/// Copies of data that Neon does not mask.
fn unsupported_objects(catalogue: &Catalogue, plan: &Plan) -> Vec<Problem> {
    let mut problems = Vec::new();
    if !plan.tables.is_empty() {
        let views = plan.views.iter().map(|view| format!("`{view}`"));
        problems.extend(views.map(|view| problem(&view, "it is a materialized view with rows")));
    }
    if plan.unlinks_large_objects && catalogue.large_objects > 0 {
        problems.push(problem("large objects", "they belong to no column"));
    }
    problems
}

fn replacement(masked: &MaskedColumn, has_foreign_key: bool) -> Result<Replacement, String> {
    let MaskedColumn { column, mask, .. } = masked;
    if has_foreign_key {
        return Err("it has a foreign key".to_owned());
    }
    if column.inherited {
        return Err("its table is a partition or inherits from another".to_owned());
    }
    if let (Some(made), Some(limit)) = (length(mask), column.limit)
        && made > limit
    {
        return Err(format!("it holds {limit} characters, and the mask makes {made}"));
    }
    Ok(match mask {
        Mask::Keep => return Err("its values stay".to_owned()),
        Mask::Null => Replacement::Value("NULL".to_owned()),
        Mask::Fixed(value) => Replacement::Value(literal(value)),
        _ => Replacement::Function(function(mask, column)),
    })
}

fn function(mask: &Mask, column: &Column) -> String {
    match mask {
        Mask::Email => "pg_catalog.concat(anon.dummy_uuidv4(), '@masked.invalid')".to_owned(),
        Mask::Name => truncated("anon.dummy_name()", column),
        // No country has the code +999.
        Mask::Phone => truncated("anon.random_phone('+999')", column),
        Mask::Text => {
            format!("anon.random_string({})", column.limit.map_or(TEXT, |limit| limit.min(TEXT)))
        }
        Mask::Token => format!("pg_catalog.md5({UUID})"),
        Mask::Uuid if column.value_kind == ValueKind::Uuid => "anon.dummy_uuidv4()".to_owned(),
        Mask::Uuid | Mask::Null | Mask::Fixed(_) | Mask::Keep => UUID.to_owned(),
    }
}

/// The length of masks that must not be cut.
fn length(mask: &Mask) -> Option<i32> {
    match mask {
        Mask::Email => Some(51),
        Mask::Token => Some(32),
        Mask::Uuid => Some(36),
        _ => None,
    }
}

fn truncated(made: &str, column: &Column) -> String {
    match column.limit {
        Some(limit) => format!("pg_catalog.left({made}, {limit})"),
        None => made.to_owned(),
    }
}

fn problem(what: &str, reason: &str) -> Problem {
    let message = format!("Neon cannot mask {what}: {reason}.");
    Problem::new(Code::ImpossiblePolicy, message, BY_SQL)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ForeignKey, MaskedTable, Table, TableKind};

    fn column(number: i16, limit: Option<i32>) -> Column {
        Column {
            number,
            name: format!("c{number}"),
            type_name: "text".to_owned(),
            value_kind: ValueKind::Text,
            folds_case: false,
            limit,
            not_null: false,
            generated: false,
            inherited: false,
            unique: false,
            partitions: false,
        }
    }

    /// A plan for one table with a column for each mask.
    fn plan(masks: &[(&str, Option<i32>)]) -> (Catalogue, Plan) {
        let columns: Vec<_> = (1..).zip(masks).map(|(at, (_, limit))| column(at, *limit)).collect();
        let masked = columns.iter().zip(masks).map(|(column, (mask, _))| MaskedColumn {
            name: format!("public.user.{}", column.name).parse().unwrap(),
            column: column.clone(),
            mask: mask.parse().unwrap(),
        });
        let table = MaskedTable { id: 7, sql: String::new(), columns: masked.collect() };
        let plan = Plan { tables: vec![table], ..Plan::default() };
        let (schema, name) = ("public".to_owned(), "user".to_owned());
        let table = Table {
            schema,
            name,
            kind: TableKind::Table,
            parent: None,
            is_filled: true,
            has_dropped_columns: false,
            columns,
        };
        let tables = [(7, table)].into();
        (Catalogue { tables, ..Catalogue::default() }, plan)
    }

    fn messages(masks: &[(&str, Option<i32>)]) -> Vec<String> {
        let (catalogue, plan) = plan(masks);
        let made = anonymizer_rules(&catalogue, &plan).unwrap();
        let words = made.into_iter().map(|it| match it.replacement {
            Replacement::Function(text) | Replacement::Value(text) => text,
        });
        words.collect()
    }

    fn refused(catalogue: &Catalogue, plan: &Plan) -> Vec<String> {
        let error = anonymizer_rules(catalogue, plan).unwrap_err();
        let problems = error.problems().inspect(|problem| {
            assert_eq!(problem.code, Code::ImpossiblePolicy);
            assert!(problem.hint.contains("engine = \"sql\""), "{problem:?}");
        });
        problems.map(|problem| problem.message.clone()).collect()
    }

    #[test]
    fn each_mask_has_its_counterpart() {
        let long = |mask| (mask, None);
        let all = ["email", "name", "phone", "text", "token", "uuid", "null", "fixed:O'Hara \\"];
        assert_eq!(
            messages(&all.map(long)),
            [
                "pg_catalog.concat(anon.dummy_uuidv4(), '@masked.invalid')",
                "anon.dummy_name()",
                "anon.random_phone('+999')",
                "anon.random_string(16)",
                "pg_catalog.md5(pg_catalog.concat(anon.dummy_uuidv4()))",
                "pg_catalog.concat(anon.dummy_uuidv4())",
                "NULL",
                "'O''Hara \\'",
            ]
        );
        let short = |mask| (mask, Some(10));
        assert_eq!(
            messages(&["name", "phone", "text"].map(short)),
            [
                "pg_catalog.left(anon.dummy_name(), 10)",
                "pg_catalog.left(anon.random_phone('+999'), 10)",
                "anon.random_string(10)",
            ]
        );
        let (catalogue, mut plan) = plan(&[("uuid", None)]);
        plan.tables[0].columns[0].column.value_kind = ValueKind::Uuid;
        let made = anonymizer_rules(&catalogue, &plan).unwrap();
        assert_eq!(made[0].replacement, Replacement::Function("anon.dummy_uuidv4()".to_owned()));
    }

    #[test]
    fn what_neon_cannot_do_is_refused_by_name() {
        let (mut catalogue, mut plan) =
            plan(&[("email", Some(50)), ("null", None), ("name", None)]);
        let key = ForeignKey {
            table: 7,
            columns: vec![2],
            to: 8,
            to_columns: vec![1],
            drop: String::new(),
            add: Vec::new(),
        };
        catalogue.foreign_keys.push(key);
        catalogue.large_objects = 1;
        plan.unlinks_large_objects = true;
        plan.tables[0].columns[2].column.inherited = true;
        plan.views.push("\"public\".\"people\"".to_owned());
        assert_eq!(
            refused(&catalogue, &plan),
            [
                "Neon cannot mask `\"public\".\"people\"`: it is a materialized view with rows.",
                "Neon cannot mask large objects: they belong to no column.",
                "Neon cannot mask `public.user.c1`: it holds 50 characters, and the mask makes 51.",
                "Neon cannot mask `public.user.c2`: it has a foreign key.",
                "Neon cannot mask `public.user.c3`: its table is a partition or inherits from another.",
            ]
        );
    }
}
