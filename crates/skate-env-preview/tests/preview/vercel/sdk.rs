//! Requests and answers for Vercel's own client, which has Vercel's description of its API compiled
//! into it: `cargo xtask test prism` hands them over, and it refuses what the description does not
//! have.

#![expect(clippy::disallowed_methods, reason = "`cargo xtask test` says where it is written")]

use std::{env, fs};

use serde_json::{Value, json};

use super::{HOSTILE, Urls, fake::FakeVercel, is_production};

/// A deployment with every field that Vercel's client needs.
pub(super) fn deployment() -> Value {
    json!({
        "uid": "dpl_1", "name": "shop", "projectId": "prj_1", "url": "shop-1.vercel.app",
        "created": 1_700_000_000_000_u64, "type": "LAMBDAS", "creator": { "uid": "u1" },
        "inspectorUrl": null, "readyState": "READY",
    })
}

#[tokio::test]
#[ignore = "cargo xtask test prism compares what it writes with @vercel/sdk"]
async fn every_exchange_is_written_for_vercel_s_own_client() {
    let path = env::var("SKATE_ENV_TEST_VERCEL").unwrap();
    let vercel = FakeVercel::default();
    vercel.add("STRIPE_KEY", "encrypted", &json!(["preview"]), "sk_test", None);
    vercel.add("PLAIN", "plain", &json!(["preview", "development"]), "1", None);
    vercel.with(|state| state.deployments = vec![deployment()]);
    let (client, urls) = (vercel.client(), Urls::new(super::DIRECT));
    client.assign(&urls.assignment(7, HOSTILE), is_production).await.unwrap();
    client.redeploy(HOSTILE).await.unwrap();
    client.release("4711", 7).await.unwrap();
    let exchanges: Vec<_> = vercel.with(|state| state.log.drain(..).collect());
    let exchanges: Vec<_> = exchanges
        .into_iter()
        .map(|it| {
            json!({
                "method": it.method, "path": it.path, "query": it.query, "body": it.body,
                "status": it.status, "answer": it.answer,
            })
        })
        .collect();
    assert!(exchanges.len() >= 7, "{}", exchanges.len());
    fs::write(path, json!(exchanges).to_string()).unwrap();
}
