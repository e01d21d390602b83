//! Drives `vectors/statements/*.json`: every kind of statement in every column of the table.

use std::{collections::BTreeSet, fs, path::Path};

use serde::Deserialize;
use skate_env_gateway::{
    DeepStack,
    judge::{Decision, decide_text},
};

use crate::policy;

/// A statement, and the columns that let it through.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Row {
    pub(crate) statement: String,
    passes: BTreeSet<String>,
}

/// A column of the table: its name, its policies, and the code of its refusals.
const COLUMNS: [(&str, &[&str], &str); 4] = [
    ("app", &["production/app", "production/app+consent", "staging/app"], "destructive_statement"),
    (
        "read",
        &["production/read", "production/read+consent", "staging/read", "development/read"],
        "read_only_connection",
    ),
    ("staging migrate", &["staging/migrate", "staging/migrate+consent"], "destructive_statement"),
    (
        "production migrate",
        &["production/migrate", "production/migrate+consent"],
        "uncommitted_migration",
    ),
];

/// Policies under which everything passes.
const EVERYTHING: [&str; 7] = [
    "staging/app+consent",
    "development/app",
    "preview/app",
    "testing/app",
    "testing/test",
    "development/migrate",
    "preview/migrate",
];

#[test]
fn every_kind_of_statement_is_judged_in_every_column() {
    let stack = DeepStack::start().unwrap();
    let failures = stack.run(|| rows().iter().flat_map(failures).collect::<Vec<_>>()).unwrap();
    assert!(failures.is_empty(), "{}:\n{}", failures.len(), failures.join("\n"));
}

fn failures(row: &Row) -> Vec<String> {
    let mut found = Vec::new();
    let names: Vec<_> = COLUMNS.iter().map(|column| column.0).collect();
    assert!(row.passes.iter().all(|it| names.contains(&&**it)), "{}", row.statement);
    for (column, policies, code) in COLUMNS {
        let expected = (!row.passes.contains(column)).then_some(code);
        for name in policies {
            found.extend(failure(name, &row.statement, expected));
        }
    }
    for name in EVERYTHING {
        found.extend(failure(name, &row.statement, None));
    }
    found
}

fn failure(name: &str, statement: &str, expected: Option<&str>) -> Option<String> {
    let decision: Decision = decide_text(&policy(name), statement);
    let code = decision.refusal().map(|refusal| refusal.code.as_str());
    (code != expected).then(|| format!("{name}: {code:?}, not {expected:?}: {statement}"))
}

pub(crate) fn rows() -> Vec<Row> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../vectors/statements");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let texts = files.map(|path| fs::read_to_string(path).unwrap());
    texts.flat_map(|text| serde_json::from_str::<Vec<Row>>(&text).unwrap()).collect()
}
