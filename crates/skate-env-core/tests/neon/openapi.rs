//! Every call against Neon's own document: Prism validates what is sent, and every example of
//! an answer is read and loses nothing. Run by `cargo xtask test prism`.

#![expect(clippy::disallowed_methods, reason = "what xtask installed is said in the environment")]
#![expect(clippy::print_stdout, reason = "how many were tried belongs in the log")]

mod calls;
mod document;

use std::collections::BTreeMap;

use serde_json::Value;
use skate_env_core::neon::{Client, SystemClock};

use self::{
    calls::{Call, every},
    document::{Operation, same, unknown_fields},
};
use crate::setup::KEY;

const WHY: &str = "cargo xtask test prism sets it";

fn document() -> BTreeMap<(String, String), Operation> {
    let path = std::env::var("SKATE_ENV_TEST_OPENAPI").expect(WHY);
    let operations: Vec<Operation> =
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let key = |operation: &Operation| (operation.method.clone(), operation.route.clone());
    operations.into_iter().map(|operation| (key(&operation), operation)).collect()
}

#[tokio::test]
#[ignore = "needs Prism: cargo xtask test prism"]
async fn prism_accepts_every_call_and_its_answer_is_read() {
    let base = std::env::var("SKATE_ENV_TEST_PRISM").expect(WHY);
    let client =
        Client::connect_with_clock(&base, &KEY.into(), Box::new(SystemClock::start())).unwrap();
    let calls = every();
    for call in &calls {
        if let Err(error) = (call.send)(client.clone()).await {
            panic!("{}: {error}", call.name);
        }
    }
    // Prism does say no: an operation's id is a UUID.
    let wrong = calls::operation_without_uuid();
    assert_eq!(client.send(&wrong).await.unwrap_err().status(), Some(422));
    println!("{} requests were valid, and their answers were read", calls.len());
}

#[test]
#[ignore = "needs Neon's document: cargo xtask test prism"]
fn every_field_and_parameter_that_is_sent_is_in_the_document() {
    let document = document();
    let calls = every();
    for call in &calls {
        let operation = operation(&document, call);
        for name in &call.query {
            assert!(operation.query.contains(name), "{}: no parameter {name}", call.name);
        }
        let Some(body) = &call.body else { continue };
        let fields = operation.body.as_ref().unwrap_or(&Value::Null);
        let unknown = unknown_fields(body, fields);
        assert!(unknown.is_empty(), "{}: no fields {unknown:?}", call.name);
    }
}

#[test]
#[ignore = "needs Neon's document: cargo xtask test prism"]
fn every_example_of_an_answer_is_read_and_loses_nothing() {
    let document = document();
    let mut count = 0;
    for call in every() {
        for example in &operation(&document, &call).examples {
            let name = format!("{} {} {}", call.name, example.status, example.name);
            if !example.status.starts_with('2') {
                continue;
            }
            let read =
                (call.read)(&example.value).unwrap_or_else(|error| panic!("{name}: {error}"));
            same(&name, &example.value, &read);
            count += 1;
        }
    }
    println!("{count} examples were read and lost nothing");
    assert!(count > 20, "the document has examples: {count}");
}

fn operation<'a>(
    document: &'a BTreeMap<(String, String), Operation>,
    call: &Call,
) -> &'a Operation {
    let key = (call.method.to_owned(), call.route.to_owned());
    document.get(&key).unwrap_or_else(|| panic!("{} is not in the document", call.name))
}

/// Not ignored: it keeps the list whole without the document.
#[test]
fn every_function_that_makes_a_request_is_in_the_list() {
    let sources = [
        ("anonymized", include_str!("../../src/neon/calls/anonymized.rs")),
        ("branches", include_str!("../../src/neon/calls/branches.rs")),
        ("consumption", include_str!("../../src/neon/calls/consumption.rs")),
        ("databases", include_str!("../../src/neon/calls/databases.rs")),
        ("endpoints", include_str!("../../src/neon/calls/endpoints.rs")),
        ("operations", include_str!("../../src/neon/calls/operations.rs")),
        ("projects", include_str!("../../src/neon/calls/projects.rs")),
        ("roles", include_str!("../../src/neon/calls/roles.rs")),
        ("schema", include_str!("../../src/neon/calls/schema.rs")),
        ("snapshots", include_str!("../../src/neon/calls/snapshots.rs")),
    ];
    let listed = every();
    for (module, source) in sources {
        let functions = source.lines().filter_map(|line| line.strip_prefix("pub fn "));
        for function in functions.filter_map(|line| line.split('(').next()) {
            let name = format!("{module}::{function}");
            assert!(listed.iter().any(|call| call.name == name), "{name} is not in the list");
        }
    }
}
