//! PostgreSQL itself beside the vectors: it knows every statement, and what is called a read leaves
//! the database as it is.

use std::{fs, path::Path};

use serde_json::Value;
use skate_env_core::{Environment, Purpose};
use tokio_postgres::error::SqlState;

use crate::{
    fixture::{Database, connect},
    malformed::Raw,
    programs::dump,
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postgresql_knows_every_statement_of_the_table() {
    let database = Database::start().await;
    let client = connect(&database.url()).await.unwrap();
    let mut unknown = Vec::new();
    for (statement, _) in statements() {
        // Parsed, not run. A column that is not there is no error of the grammar.
        let parsed = client.prepare(&statement).await.map(drop);
        if parsed.is_err_and(|error| error.code() == Some(&SqlState::SYNTAX_ERROR)) {
            unknown.push(statement);
        }
    }
    assert!(unknown.is_empty(), "{unknown:#?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_called_a_read_leaves_the_database_as_it_is() {
    let database = Database::start().await;
    database.run("SELECT lo_create(1), nextval('counter')").await;
    let before = (database.checksum().await, dump(&database));
    let gateway = database.gateway(Environment::Production, Purpose::Read).await;
    let mut raw = Raw::login(&gateway).await;
    let (mut run, mut refused) = (0, Vec::new());
    for statement in reads() {
        raw.query(&statement).await;
        let answer = raw.until(b'Z').await;
        if answer.contains("|CSK0") {
            refused.push(format!("{statement}: {answer}"));
        }
        run += usize::from(!answer.contains("|VERROR|"));
        raw.query("ROLLBACK").await;
        raw.until(b'Z').await;
    }
    assert!(refused.is_empty(), "{refused:#?}");
    assert!(run >= 150, "{run} statements were run");
    assert!((database.checksum().await, dump(&database)) == before, "a read changed something");
}

/// Every statement of the table, and the columns that let it through.
fn statements() -> Vec<(String, Vec<String>)> {
    let rows = files("statements").into_iter().flat_map(|file| file.as_array().unwrap().clone());
    rows.map(|row| (text(&row["statement"]), texts(&row["passes"]))).collect()
}

/// Every statement that a connection which only reads lets through.
fn reads() -> Vec<String> {
    let table = statements().into_iter().filter(|(_, passes)| passes.iter().any(|it| it == "read"));
    let mut found: Vec<_> = table.map(|(statement, _)| statement).collect();
    for group in files("gateway").iter().flat_map(|file| file.as_array().unwrap()) {
        if texts(&group["policies"]).iter().any(|it| it == "production/read") {
            found.extend(group.get("allowed").map(texts).unwrap_or_default());
        }
    }
    found
}

fn files(folder: &str) -> Vec<Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../vectors").join(folder);
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    paths.map(|path| serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()).collect()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

fn texts(value: &Value) -> Vec<String> {
    value.as_array().unwrap().iter().map(text).collect()
}
