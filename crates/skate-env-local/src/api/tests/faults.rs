//! Injected faults: as many as requested, and no more.

use std::time::{Duration, Instant};

use serde_json::json;

use super::fixture::{KEY, TestApi, new_state};
use crate::faults::{Fault, FaultRule, Faults};

fn key() -> [(&'static str, String); 1] {
    [("authorization", format!("Bearer {KEY}"))]
}

#[tokio::test]
async fn a_status_comes_as_often_as_asked() {
    let neon = TestApi::start().await;
    let what = Fault::Status { code: 423, retry_after: Some(3) };
    let rule = FaultRule { times: 2, ..FaultRule::once("POST", "/branches", what) };
    neon.faults.add(rule);
    neon.get("~/branches").await.is(200);
    for remaining in [1, 0] {
        let reply = neon.post("~/branches", json!({})).await;
        assert_eq!(reply.headers["retry-after"], "3");
        reply.fails_with(423, "injected");
        assert_eq!(neon.faults.remaining(), remaining);
    }
    neon.post("~/branches", json!({})).await.is(201);
    let count = neon.get("~/branches/count").await.is(200);
    assert_eq!(count["count"], 2, "what was refused was not done");
}

#[tokio::test]
async fn a_lost_reply_was_done_and_a_lost_request_was_not() {
    let neon = TestApi::start().await;
    let path = format!("/api/v2/projects/{}/branches", neon.project);
    for (fault, branches) in [(Fault::LoseRequest, 1), (Fault::LoseReply, 2)] {
        neon.faults.add(FaultRule::once("POST", "/branches", fault));
        let reply = neon.raw("POST", &path, &key(), b"").await;
        assert!(reply.is_none(), "{reply:?}");
        assert_eq!(neon.plane.read(|state| state.branches.len()), branches);
    }
    neon.post(&path, json!({})).await.is(201);
}

#[tokio::test]
async fn a_cut_reply_ends_in_the_middle() {
    let neon = TestApi::start().await;
    neon.faults.add(FaultRule::once("GET", "/users/me", Fault::CutReply));
    let reply = neon.raw("GET", "/users/me", &key(), b"").await.unwrap();
    assert_eq!(reply.status, 200);
    assert!(!reply.is_whole() && !reply.body.is_empty(), "{reply:?}");
    let reply = neon.raw("GET", "/users/me", &key(), b"").await.unwrap();
    assert!(reply.is_whole());
}

#[tokio::test]
async fn a_delay_delays() {
    let neon = TestApi::start().await;
    neon.faults.add(FaultRule::once("GET", "", Fault::Delay { milliseconds: 300 }));
    let start = Instant::now();
    neon.get("/auth").await.is(200);
    assert!(start.elapsed() >= Duration::from_millis(300));
}

#[tokio::test]
async fn who_has_no_key_uses_up_no_fault() {
    let neon = TestApi::start().await;
    neon.faults.add(FaultRule::once("GET", "", Fault::LoseRequest));
    assert_eq!(neon.raw("GET", "/auth", &[], b"").await.unwrap().status, 401);
    assert_eq!(neon.faults.remaining(), 1);
}

#[tokio::test]
async fn faults_are_set_over_http_only_where_that_was_allowed() {
    let neon = TestApi::start().await;
    let rules = json!({
        "rules": [
            { "method": "GET", "path": "/auth", "times": 2, "what": { "status": { "code": 503 } } },
            { "what": "lose_reply" },
        ],
        "operation_delay_ms": 250,
    });
    neon.post("/faults", rules.clone()).await.is(204);
    assert_eq!(neon.faults.remaining(), 3);
    assert_eq!(neon.faults.operation_delay(), Duration::from_millis(250));
    neon.get("/auth").await.fails_with(503, "injected");
    neon.delete("/faults").await.is(204);
    assert_eq!((neon.faults.remaining(), neon.faults.operation_delay()), (0, Duration::ZERO));
    neon.get("/auth").await.is(200);
    let wrong = json!({ "rules": [{ "what": { "status": { "code": 99 } } }] });
    neon.post("/faults", wrong).await.fails_with(400, "400 to 599");

    let closed = TestApi::with(new_state(), Faults::default()).await;
    closed.post("/faults", rules).await.fails_with(404, "/faults");
    assert_eq!(closed.faults.remaining(), 0);
}
