//! Every call against GitHub's own description of its API: what is sent is documented, and every
//! example of an answer is read.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use skate_env_core::rest::Request;
use skate_env_preview::github::calls::{self, Place};

const DOCUMENT: &str = include_str!("github.openapi.json");
const PLACE: Place<'_> = Place { owner: "octo", name: "shop" };

struct Call {
    method: &'static str,
    route: &'static str,
    query: Vec<(String, String)>,
    body: Option<Value>,
    /// Reads an answer and writes it again.
    read: fn(&Value) -> Result<Value, serde_json::Error>,
}

fn call<Answer: Serialize + DeserializeOwned>(request: &Request<Answer>) -> Call {
    let pair = |(name, value): &(&str, String)| ((*name).to_owned(), value.clone());
    Call {
        method: request.method().as_str(),
        route: request.route(),
        query: request.query_pairs().iter().map(pair).collect(),
        body: request.json().cloned(),
        read: |value| serde_json::to_value(serde_json::from_value::<Answer>(value.clone())?),
    }
}

fn every() -> Vec<(&'static str, Call)> {
    vec![
        ("repository", call(&calls::repository(PLACE))),
        ("pull_request", call(&calls::pull_request(PLACE, 7))),
        ("open_pull_requests", call(&calls::open_pull_requests(PLACE, 1))),
        ("changed_files", call(&calls::changed_files(PLACE, 7, 1))),
        ("comments", call(&calls::comments(PLACE, 7, 1))),
        ("create_comment", call(&calls::create_comment(PLACE, 7, "x"))),
        ("comment", call(&calls::comment(PLACE, 1))),
        ("update_comment", call(&calls::update_comment(PLACE, 1, "x"))),
        ("delete_comment", call(&calls::delete_comment(PLACE, 1))),
        ("user", call(&calls::user())),
    ]
}

/// The one question of GraphQL is not in the description of REST.
const GRAPHQL: &str = "viewer";

#[test]
fn every_function_that_makes_a_request_is_in_the_list() {
    let source = include_str!("../../src/github/calls.rs");
    let functions = source.lines().filter_map(|line| line.strip_prefix("pub fn "));
    for name in functions.filter_map(|line| line.split('(').next()) {
        let listed = every().iter().any(|(listed, _)| *listed == name);
        assert!(listed || name == GRAPHQL, "{name} is not in the list");
    }
}

#[test]
fn github_documents_every_request_and_its_examples_are_read() {
    let document: Value = serde_json::from_str(DOCUMENT).unwrap();
    let operations = document["operations"].as_array().unwrap();
    let mut examples = 0;
    for (name, call) in every() {
        let found =
            operations.iter().find(|it| it["method"] == call.method && it["route"] == call.route);
        let operation = found.unwrap_or_else(|| panic!("{name} is not in the document"));
        for (parameter, value) in &call.query {
            let known = &operation["query"][parameter];
            assert!(!known.is_null(), "{name}: no parameter {parameter}");
            let values = known["enum"].as_array();
            assert!(values.is_none_or(|it| it.iter().any(|one| one == value)), "{name}: {value}");
            assert!(known["type"] != "integer" || value.parse::<u32>().is_ok(), "{name}: {value}");
        }
        match (&call.body, operation["body"]["required"].as_array()) {
            (Some(body), Some(required)) => {
                assert!(required.iter().all(|field| !body[field.as_str().unwrap()].is_null()));
                for field in body.as_object().unwrap().keys() {
                    assert!(!operation["body"]["fields"][field].is_null(), "{name}: no {field}");
                }
            }
            (None, None) => {}
            _ => panic!("{name}: only one of us has a body"),
        }
        for example in operation["examples"].as_array().unwrap() {
            let value = &example["value"];
            let read = (call.read)(value).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_eq!(read.is_array(), value.is_array(), "{name}");
            examples += 1;
        }
    }
    assert!(examples >= 9, "the document has examples: {examples}");
}
