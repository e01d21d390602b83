//! Neon's own document: every call that it names is answered here, or refused by name.

use serde_json::Value;

use super::setup::Neon;
use crate::api::not_here;

fn path(route: &str) -> String {
    route.replacen("/projects/{}", "~", 1).replace("{}", "x")
}

#[tokio::test]
async fn every_call_that_is_not_here_says_so() {
    let neon = Neon::start().await;
    for (method, route) in not_here::routes() {
        let words = format!("{method} {route}");
        neon.send(method, &path(route), None).await.refused(501, &words);
    }
}

#[tokio::test]
#[ignore = "needs Neon's document: cargo xtask test prism"]
#[expect(clippy::disallowed_methods, reason = "what xtask made is said in the environment")]
async fn the_document_has_no_call_that_is_unknown_here() {
    let file = std::env::var("SKATE_ENV_TEST_OPENAPI").expect("cargo xtask test prism sets it");
    let operations: Vec<Value> =
        serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let neon = Neon::start().await;
    for operation in &operations {
        let (method, route) = (operation["method"].as_str(), operation["route"].as_str());
        let reply = neon.send(method.unwrap(), &path(route.unwrap()), None).await;
        let unknown = reply.status == 404 && reply.body["message"].to_string().contains("route");
        assert!(!unknown && reply.status != 405, "{operation}: {reply:?}");
    }
    assert!(operations.len() > 150, "it is all of the document");
}
