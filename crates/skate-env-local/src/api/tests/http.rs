//! What all requests share: path prefixes, the API key, request ids, limits, shutdown.

use serde_json::json;

use super::fixture::{KEY, TestApi};

#[tokio::test]
async fn both_prefixes_lead_to_the_same_routes() {
    let neon = TestApi::start().await;
    for path in ["/projects?limit=2", "/api/v2/projects?limit=2"] {
        let projects = neon.get(path).await.is(200)["projects"].clone();
        assert_eq!(projects[0]["id"], neon.project.as_str());
    }
    neon.get("/api/v2").await.fails_with(404, "GET /");
    neon.get("/api/v2projects").await.fails_with(404, "/api/v2projects");
    neon.get("/api/v2/api/v2/projects").await.fails_with(404, "route");
}

#[tokio::test]
async fn without_the_key_there_is_nothing_not_even_a_404() {
    let neon = TestApi::start().await;
    let wrong = [
        vec![],
        vec![("authorization", "Bearer wrong".to_owned())],
        vec![("authorization", format!("Basic {KEY}"))],
        vec![("authorization", format!("Bearer {KEY}x"))],
        vec![("authorization", "Bearer".to_owned())],
        vec![("authorization", KEY.to_owned())],
    ];
    for headers in wrong {
        for path in ["/auth", "/projects", "/nothing", "/faults"] {
            let reply = neon.raw("GET", path, &headers, b"").await.unwrap().parsed();
            reply.fails_with(401, "do not pass authentication");
        }
    }
    let own_way = [("Authorization", format!("bearer  {KEY}"))];
    assert_eq!(neon.raw("GET", "/auth", &own_way, b"").await.unwrap().status, 200);
}

#[tokio::test]
async fn a_request_keeps_its_id_if_it_is_one() {
    let neon = TestApi::start().await;
    let asked = async |id: &str| {
        let headers = [("authorization", format!("Bearer {KEY}")), ("x-request-id", id.to_owned())];
        neon.raw("GET", "/nothing", &headers, b"").await.unwrap().parsed()
    };
    let reply = asked("my-id.7").await;
    assert_eq!(reply.headers["x-request-id"], "my-id.7");
    reply.fails_with(404, "route");
    for strange in ["\"><script>", &"x".repeat(65)] {
        let reply = asked(strange).await;
        assert_eq!(reply.headers["x-request-id"].len(), 36, "a UUID");
        reply.fails_with(404, "route");
    }
}

#[tokio::test]
async fn a_body_has_a_limit_and_a_head_too() {
    let neon = TestApi::start().await;
    let large = json!({ "branch": { "name": "x".repeat(1_100_000) } });
    neon.post("~/branches", large).await.fails_with(413, "1 MiB");
    let key = [("authorization", format!("Bearer {KEY}")), ("x", "y".repeat(500_000))];
    let reply = neon.raw("GET", "/auth", &key, b"").await;
    assert_eq!(reply.unwrap().status, 431);
    neon.get("/auth").await.is(200);
}

#[tokio::test]
async fn the_end_waits_for_what_is_under_way_and_for_nobody_else() {
    let neon = TestApi::start().await;
    let idle = tokio::net::TcpStream::connect(neon.address()).await.unwrap();
    let address = neon.address();
    neon.stop().await;
    assert!(tokio::net::TcpStream::connect(address).await.is_err());
    drop(idle);
}

#[tokio::test]
async fn what_neon_has_and_this_machine_has_not_is_refused_by_name() {
    let neon = TestApi::start().await;
    neon.post("/projects", json!({ "project": {} })).await.fails_with(501, "POST /projects is");
    neon.delete("~").await.fails_with(501, "DELETE /projects/{}");
    neon.get("~/snapshots").await.fails_with(501, "GET /projects/{}/snapshots");
    neon.get("/consumption_history/projects").await.fails_with(501, "consumption_history");
    neon.get("~/snapshot").await.fails_with(404, "route");
    neon.get("~/branches/").await.fails_with(404, "route");
    neon.send("PUT", "~", None).await.fails_with(405, "PUT is not allowed");
}
