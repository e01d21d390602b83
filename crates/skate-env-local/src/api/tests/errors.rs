//! Errors: their status, their message, and Neon's format.

use serde_json::{Value, json};

use super::fixture::TestApi;

#[tokio::test]
async fn what_is_not_there() {
    let neon = TestApi::start().await;
    let main = neon.main.clone();
    for (method, path, words) in [
        ("GET", "/projects/other", "project"),
        ("PATCH", "/projects/other/branches/br-x", "project"),
        ("GET", "~/branches/br-x", "branch"),
        ("GET", "~/branches/br-x/endpoints", "branch"),
        ("GET", "~/branches/br-x/roles", "branch"),
        ("GET", "~/branches/br-x/databases", "branch"),
        ("GET", "~/branches/br-x/schema?db_name=neondb", "branch"),
        ("POST", "~/branches/br-x/set_as_default", "branch"),
        ("GET", "~/endpoints/ep-x", "endpoint"),
        ("POST", "~/endpoints/ep-x/start", "endpoint"),
        ("GET", "~/operations/00000000-0000-4000-8000-000000000000", "operation"),
        ("GET", "~/branches/MAIN/roles/nobody", "role"),
        ("DELETE", "~/branches/br-x/roles/nobody", "branch"),
        ("GET", "~/branches/MAIN/databases/nothing", "database"),
        ("GET", "~/branches/MAIN/roles/nobody/reveal_password", "role"),
        ("GET", "~/branches/MAIN/schema?db_name=nothing", "database"),
        ("GET", "~/branches/MAIN/anonymized_status", "anonymized branch"),
        ("GET", "~/connection_uri?database_name=nothing&role_name=neondb_owner", "database"),
        ("GET", "~/connection_uri?database_name=neondb&role_name=nobody", "role"),
        ("GET", "~/connection_uri?database_name=neondb&role_name=x&branch_id=br-x", "branch"),
        ("GET", "~/connection_uri?database_name=neondb&role_name=x&endpoint_id=ep-x", "endpoint"),
    ] {
        let body = (method == "PATCH").then(|| json!({ "branch": {} }));
        let path = path.replace("MAIN", &main);
        neon.send(method, &path, body).await.fails_with(404, &format!("{words} not found"));
    }
}

#[tokio::test]
async fn what_makes_no_sense_names_its_field() {
    let neon = TestApi::start().await;
    let main = format!("~/branches/{}", neon.main);
    let roles = format!("{main}/roles");
    let databases = format!("{main}/databases");
    let restore = format!("{main}/restore");
    let compute = |field: &str, value: Value| json!({ "endpoints": [{ "type": "read_write", field: value }] });
    for (method, path, body, words) in [
        ("GET", "/projects/UPPER", json!(null), "not a project's id"),
        ("GET", "~/branches/Nope", json!(null), "not a branch's id"),
        ("GET", "~/branches/a%2Fb", json!(null), "not a branch's id"),
        ("GET", "~/connection_uri?role_name=x", json!(null), "database_name"),
        ("GET", "~/connection_uri?role_name=x&database_name=y&pooled=so", json!(null), "pooled"),
        ("GET", "/projects?limit=401", json!(null), "limit"),
        ("GET", "~/operations?limit=1001", json!(null), "limit"),
        ("POST", "~/branches", json!([]), "not an object"),
        ("POST", "~/branches", json!({ "branch": { "name": 7 } }), "branch.name"),
        ("POST", "~/branches", json!({ "branch": { "name": "" } }), "1 to 256"),
        ("POST", "~/branches", json!({ "branch": { "name": "x".repeat(257) } }), "1 to 256"),
        ("POST", "~/branches", json!({ "branch": { "protected": "yes" } }), "branch.protected"),
        ("POST", "~/branches", json!({ "branch": { "parent_id": "../x" } }), "branch.parent_id"),
        ("POST", "~/branches", json!({ "branch": { "init_source": "x" } }), "branch.init_source"),
        ("POST", "~/branches", json!({ "branch": { "expires_at": "x" } }), "branch.expires_at"),
        ("POST", "~/branches", json!({ "branch": { "parent_lsn": "x" } }), "LSN"),
        ("POST", "~/branches", compute("provisioner", json!("mine")), "endpoints[0].provisioner"),
        ("POST", "~/branches", compute("type", json!("both")), "endpoints[0].type"),
        ("POST", "~/branches", compute("suspend_timeout_seconds", json!(59)), "suspend"),
        ("POST", "~/branches", compute("autoscaling_limit_max_cu", json!(57)), "size"),
        ("POST", "~/branches", compute("autoscaling_limit_min_cu", json!("1")), "min_cu"),
        ("POST", "~/branches", json!({ "endpoints": [{}] }), "type"),
        ("POST", "~/branches", json!({ "annotation_value": { "a": 1 } }), "annotation_value.a"),
        ("POST", "~/endpoints", json!({ "endpoint": { "type": "read_write" } }), "branch_id"),
        ("POST", "~/endpoints", json!({}), "endpoint"),
        ("PATCH", &main, json!({}), "branch"),
        ("PATCH", "~", json!({ "project": { "name": "" } }), "1 to 256"),
        ("PATCH", "~", json!({ "project": { "history_retention_seconds": 2_592_001 } }), "history"),
        ("PATCH", "~", json!({ "project": { "settings": { "quota": 1 } } }), "settings.quota"),
        ("POST", &restore, json!({}), "source_branch_id"),
        ("POST", &restore, json!({ "source_branch_id": "MAIN" }), "source_branch_id"),
        ("POST", &roles, json!({ "role": {} }), "role: missing field `name`"),
        ("POST", &roles, json!({ "role": { "name": "pg_x" } }), "reserved"),
        ("POST", &roles, json!({ "role": { "name": "x".repeat(64) } }), "63"),
        ("POST", &databases, json!({ "database": { "name": "x" } }), "owner_name"),
        (
            "POST",
            &databases,
            json!({ "database": { "name": "postgres", "owner_name": "neondb_owner" } }),
            "reserved",
        ),
    ] {
        let reply = neon.send(method, path, (!body.is_null()).then_some(body)).await;
        reply.fails_with(400, words);
    }
    assert_eq!(neon.plane.read(|state| state.branches.len()), 1, "nothing was done");
}

#[tokio::test]
async fn a_body_that_is_no_json_is_refused() {
    let neon = TestApi::start().await;
    let key = [("authorization", format!("Bearer {}", super::fixture::KEY))];
    let path = format!("/projects/{}/branches", neon.project);
    let deep = "[".repeat(100_000);
    for body in [&b"{"[..], b"\xff\xfe", b"{\"branch\": {}} x", deep.as_bytes()] {
        neon.raw("POST", &path, &key, body).await.unwrap().parsed().fails_with(400, "");
    }
}

#[tokio::test]
async fn neons_rules_are_kept() {
    let neon = TestApi::start().await;
    let main = format!("~/branches/{}", neon.main);
    let dev = format!("~/branches/{}", neon.branch("dev").await);
    let protect = |yes: bool| json!({ "branch": { "protected": yes } });
    let expire = |days: i64| {
        let moment = jiff::Timestamp::now() + jiff::SignedDuration::from_hours(24 * days);
        json!({ "branch": { "expires_at": moment } })
    };
    neon.post("~/branches", json!({ "branch": { "name": "dev" } })).await.fails_with(409, "exists");
    neon.patch(&dev, json!({ "branch": { "name": "main" } })).await.fails_with(409, "exists");
    neon.delete(&main).await.fails_with(412, "default");
    neon.patch(&main, expire(1)).await.fails_with(412, "default");
    neon.patch(&dev, expire(31)).await.fails_with(400, "30 days");
    neon.patch(&dev, expire(-1)).await.fails_with(400, "future");

    neon.patch(&dev, protect(true)).await.is(200);
    neon.delete(&dev).await.fails_with(412, "protected");
    neon.patch(&dev, expire(1)).await.fails_with(412, "protected");
    let source = json!({ "source_branch_id": neon.main });
    neon.post(&format!("{dev}/restore"), source.clone()).await.fails_with(412, "protected");
    let shown = neon.get(&dev).await.is(200)["branch"]["restricted_actions"].clone();
    assert_eq!(shown[0]["name"], "restore");
    neon.patch(&dev, protect(false)).await.is(200);

    let itself = json!({ "source_branch_id": neon.id("dev") });
    neon.post(&format!("{dev}/restore"), itself).await.fails_with(400, "source_timestamp");
    neon.post(&format!("{dev}/restore"), source).await.is(200);
    neon.delete(&dev).await.fails_with(423, "conflicting operations");
    neon.settle();
    neon.patch(&dev, expire(1)).await.is(200);
    let child = json!({ "branch": { "parent_id": neon.id("dev") } });
    neon.post("~/branches", child.clone()).await.fails_with(412, "child");
    let default = format!("{dev}/set_as_default");
    neon.send("POST", &default, None).await.fails_with(412, "expiration");
    neon.patch(&dev, json!({ "branch": { "expires_at": null } })).await.is(200);
    neon.post("~/branches", child).await.is(201);
    neon.settle();
    neon.delete(&dev).await.fails_with(412, "child");

    let second = json!({ "endpoint": { "branch_id": neon.main, "type": "read_write" } });
    neon.post("~/endpoints", second).await.fails_with(409, "already exists");
    let owner = format!("{main}/roles/neondb_owner");
    neon.delete(&owner).await.fails_with(412, "owns database");
}

#[tokio::test]
async fn what_this_machine_has_not_is_a_501() {
    let neon = TestApi::start().await;
    let main = format!("~/branches/{}", neon.main);
    let branch = |field: &str, value: Value| json!({ "branch": { field: value } });
    neon.post("~/branches", branch("archived", json!(true))).await.fails_with(501, "archived");
    neon.post("~/branches", branch("init_source", json!("import")))
        .await
        .fails_with(501, "init_source");
    let read_only = json!({ "endpoint": { "branch_id": neon.main, "type": "read_only" } });
    neon.post("~/endpoints", read_only).await.fails_with(501, "read-only");
    let settings = json!({ "settings": { "pg_settings": { "ssl": "off" } } });
    let endpoint = neon.plane.read(|state| state.endpoints.keys().next().unwrap().to_string());
    let change = json!({ "endpoint": settings });
    neon.patch(&format!("~/endpoints/{endpoint}"), change).await.fails_with(501, "pg_settings");
    let at = format!("{main}/schema?db_name=neondb");
    neon.get(&format!("{at}&lsn=0/1")).await.fails_with(501, "present");
    neon.get(&format!("{at}&format=json")).await.fails_with(501, "sql");
    neon.get(&format!("{at}&format=xml")).await.fails_with(400, "format");
    let compare = format!("{main}/compare_schema?db_name=neondb");
    neon.get(&compare).await.fails_with(400, "base_branch_id");
    neon.get(&format!("{compare}&base_timestamp=x")).await.fails_with(501, "present");
    let main = neon.id("main");
    let endpoint = neon.plane.read(|state| state.endpoint_of(&main).unwrap().id.clone());
    let moved = json!({ "endpoint": { "branch_id": "br-other" } });
    neon.patch(&format!("~/endpoints/{endpoint}"), moved).await.fails_with(501, "do not move");
}

#[tokio::test]
async fn a_password_that_is_not_stored_cannot_be_shown() {
    let neon = TestApi::start().await;
    let main = format!("~/branches/{}", neon.main);
    let robot = json!({ "role": { "name": "robot", "no_login": true } });
    neon.post(&format!("{main}/roles"), robot).await.is(201);
    neon.get(&format!("{main}/roles/robot/reveal_password")).await.fails_with(412, "stored");
    let uri = "~/connection_uri?database_name=neondb&role_name=robot";
    neon.get(uri).await.fails_with(412, "stored");
}
