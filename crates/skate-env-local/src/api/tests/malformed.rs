//! Malformed requests: every one is answered in JSON, and never by a 500.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};
use tokio::runtime::Runtime;

use super::fixture::{KEY, TestApi};

const WORDS: [&str; 20] = [
    "projects",
    "branches",
    "endpoints",
    "roles",
    "databases",
    "operations",
    "count",
    "restore",
    "schema",
    "compare_schema",
    "connection_uri",
    "start",
    "restart",
    "reset_password",
    "auth",
    "neondb",
    "neondb_owner",
    "%00",
    "%ff",
    "..",
];
const FIELDS: [&str; 16] = [
    "branch",
    "endpoint",
    "endpoints",
    "role",
    "database",
    "project",
    "name",
    "parent_id",
    "type",
    "expires_at",
    "settings",
    "protected",
    "source_branch_id",
    "owner_name",
    "annotation_value",
    "suspend_timeout_seconds",
];

fn leaf() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
        select(vec!["read_write", "main", "MAIN", "neondb_owner", "9999-12-31T00:00:00Z", "0/0"])
            .prop_map(Value::from),
    ]
}

fn body() -> impl Strategy<Value = Value> {
    leaf().prop_recursive(4, 24, 6, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            vec((select(FIELDS.to_vec()), inner), 0..6)
                .prop_map(|fields| fields.into_iter().map(|(k, v)| (k.to_owned(), v)).collect()),
        ]
    })
}

fn path() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        4 => select(WORDS.to_vec()).prop_map(str::to_owned),
        3 => Just("PROJECT".to_owned()),
        3 => Just("MAIN".to_owned()),
        1 => "[!-~&&[^/?# ]]{0,8}",
    ];
    let query = "([a-z_]{1,9}=[!-~&&[^# ]]{0,9}&?){0,4}";
    let below =
        prop_oneof![Just("/projects/PROJECT/branches/MAIN"), Just("/projects/PROJECT"), Just("")];
    (below, vec(part, 0..4), query).prop_map(|(below, parts, query)| {
        let rest = parts.iter().fold(String::new(), |rest, part| rest + "/" + part);
        format!("{below}{}?{query}", if below.is_empty() && rest.is_empty() { "/" } else { &rest })
    })
}

/// Not an internal error; 501 stands for what this machine does not support.
fn is_not_internal(status: u16) -> bool {
    status < 500 || status == 501
}

#[test]
fn no_request_is_too_strange() {
    let runtime = Runtime::new().unwrap();
    let neon = runtime.block_on(TestApi::start());
    let methods = select(vec!["GET", "POST", "PATCH", "DELETE", "PUT", "OPTIONS", "X"]);
    let body =
        prop_oneof![body().prop_map(|body| body.to_string().into_bytes()), vec(any::<u8>(), 0..40)];
    let config = ProptestConfig { cases: 2_000, failure_persistence: None, ..Default::default() };
    proptest!(config, |(method in methods, path in path(), body in body)| {
        let path = path.replace("PROJECT", &neon.project).replace("MAIN", &neon.main);
        let key = [("authorization", format!("Bearer {KEY}"))];
        let reply = runtime.block_on(neon.raw(method, &path, &key, &body)).expect("an answer");
        let reply = reply.parsed();
        prop_assert!(is_not_internal(reply.status), "{method} {path} {reply:?}");
        if reply.status >= 400 && reply.headers.contains_key("x-request-id") {
            prop_assert!(reply.body["message"].is_string(), "{reply:?}");
        }
        if neon.plane.read(|state| state.branches.len() > 100) {
            neon.settle();
        }
    });
}

#[test]
fn every_route_and_every_field_of_the_wrong_type() {
    let runtime = Runtime::new().unwrap();
    let neon = runtime.block_on(TestApi::start());
    let main = neon.main.clone();
    for path in [
        "~/branches",
        "~/endpoints",
        "~",
        "~/branches/MAIN",
        "~/branches/MAIN/restore",
        "~/branches/MAIN/roles",
        "~/branches/MAIN/databases",
    ] {
        let path = path.replace("MAIN", &main);
        for method in ["POST", "PATCH"] {
            for outer in &FIELDS[..6] {
                for inner in FIELDS {
                    for wrong in [json!(-1), json!([[]])] {
                        let body = json!({ *outer: { inner: wrong } });
                        let reply = runtime.block_on(neon.send(method, &path, Some(body.clone())));
                        assert!(is_not_internal(reply.status), "{method} {path} {body}: {reply:?}");
                    }
                }
            }
        }
    }
}
