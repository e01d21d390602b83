//! Neon's OpenAPI document: every call in it is implemented here, or answered with 501.

use serde_json::Value;

use super::fixture::TestApi;
use crate::api::unsupported;

fn path(route: &str) -> String {
    route.replacen("/projects/{}", "~", 1).replace("{}", "x")
}

#[tokio::test]
async fn every_call_that_is_not_here_says_so() {
    let neon = TestApi::start().await;
    for (method, route) in unsupported::routes() {
        let words = format!("{method} {route}");
        neon.send(method, &path(route), None).await.fails_with(501, &words);
    }
}

#[tokio::test]
#[ignore = "needs Neon's document: cargo xtask test prism"]
#[expect(clippy::disallowed_methods, reason = "xtask passes the file in a variable")]
async fn the_document_has_no_call_that_is_unknown_here() {
    let file = std::env::var("SKATE_ENV_TEST_OPENAPI").expect("cargo xtask test prism sets it");
    let operations: Vec<Value> =
        serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let neon = TestApi::start().await;
    for operation in &operations {
        let (method, route) = (operation["method"].as_str(), operation["route"].as_str());
        let reply = neon.send(method.unwrap(), &path(route.unwrap()), None).await;
        let unknown = reply.status == 404 && reply.body["message"].to_string().contains("route");
        assert!(!unknown && reply.status != 405, "{operation}: {reply:?}");
    }
    assert!(operations.len() > 150, "it is all of the document");
}
