//! Valid requests on every route. The answers are parsed by the client's own models, which require
//! the fields that Neon's document requires.

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use skate_env_core::neon::model;

use super::fixture::TestApi;

fn read<T: DeserializeOwned>(body: &Value) -> T {
    serde_json::from_value(body.clone()).unwrap_or_else(|error| panic!("{error}: {body}"))
}

#[tokio::test]
async fn the_account_and_the_project() {
    let neon = TestApi::start().await;
    let account: model::Account = read(&neon.get("/auth").await.is(200));
    assert_eq!(account.auth_method, model::AuthMethod::PersonalKey);
    assert_eq!(neon.get("/users/me").await.is(200)["plan"], "scale_v3");
    let none = neon.get("/users/me/organizations").await.is(200);
    assert_eq!(none, json!({ "organizations": [] }));

    let page: model::ProjectsPage = read(&neon.get("/projects?org_id=any&limit=2").await.is(200));
    assert_eq!((page.projects.len(), page.pagination.is_none()), (1, true));
    assert_eq!(neon.get("/projects/shared").await.is(200), json!({ "projects": [] }));
    for (query, found) in [("search=sho", 1), ("search=nothing", 0), ("cursor=x", 0)] {
        let page = neon.get(&format!("/projects?{query}")).await.is(200);
        assert_eq!(page["projects"].as_array().unwrap().len(), found, "{query}");
    }
    let project = neon.get("~").await.is(200);
    assert_eq!(project["project"]["owner"]["subscription_type"], "scale_v3");
    let _: model::ProjectAnswer = read(&project);

    let changes = json!({ "project": {
        "name": "store",
        "history_retention_seconds": 3600,
        "settings": { "quota": { "written_data_bytes": 5 }, "unknown": true },
        "default_endpoint_settings": {
            "autoscaling_limit_max_cu": 2,
            "suspend_timeout_seconds": 60,
        },
    } });
    let done = neon.patch("~", changes).await.is(200)["project"].clone();
    assert_eq!(done["name"], "store");
    assert_eq!(done["settings"], json!({ "quota": { "written_data_bytes": 5 } }));
    let more = json!({ "project": { "settings": { "block_vpc_connections": true } } });
    let done = neon.patch("~", more).await.is(200)["project"].clone();
    assert_eq!(done["settings"]["quota"]["written_data_bytes"], 5);

    neon.branch("dev").await;
    let created = neon.get(&format!("~/branches/{}/endpoints", neon.id("dev"))).await.is(200);
    let created = &created["endpoints"][0];
    assert_eq!(created["autoscaling_limit_max_cu"], 2.0, "the project's defaults");
    assert_eq!(created["suspend_timeout_seconds"], 60);
}

#[tokio::test]
async fn a_branch_from_its_making_to_its_end() {
    let neon = TestApi::start().await;
    let created = neon.post("~/branches", json!({
        "branch": { "name": "dev", "parent_id": "", "expires_at": in_days(3), "unknown": 1 },
        "endpoints": [{ "type": "read_write", "provisioner": "k8s-neonvm", "suspend_timeout_seconds": 60 }],
        "annotation_value": { "owner": "tests" },
    }));
    let created = created.await.is(201);
    let typed: model::CreatedBranch = read(&created);
    assert_eq!(typed.branch.parent_id.unwrap().as_str(), neon.main);
    assert_eq!(typed.operations.len(), 2);
    assert_eq!(created["branch"]["current_state"], "init");
    assert_eq!(created["branch"]["pending_state"], "ready");
    assert!(created["roles"][0]["password"].is_null(), "only in the URL");
    let host = created["endpoints"][0]["host"].as_str().unwrap();
    let uri = created["connection_uris"][0]["connection_uri"].as_str().unwrap();
    assert_eq!(uri, format!("postgresql://neondb_owner:secret@{host}/neondb"));
    neon.settle();

    let at = format!("~/branches/{}", created["branch"]["id"].as_str().unwrap());
    let one = neon.get(&at).await.is(200);
    assert_eq!(one["annotation"]["value"], json!({ "owner": "tests" }));
    assert_eq!(one["branch"]["restricted_actions"], json!([]));
    let _: model::BranchAnswer = read(&one);
    let page = neon.get("~/branches").await.is(200);
    let page: model::BranchesPage = read(&page);
    assert_eq!((page.branches.len(), page.annotations.unwrap().len()), (2, 1));

    let renamed = neon.patch(&at, json!({ "branch": { "name": "feature/x" } })).await.is(200);
    assert_eq!(renamed["branch"]["name"], "feature/x");
    assert!(renamed["branch"]["expires_at"].is_string(), "absent is no change");
    let expiry = json!({ "branch": { "expires_at": null } });
    let forever = neon.patch(&at, expiry).await.is(200);
    assert!(forever["branch"]["expires_at"].is_null(), "null takes it away");

    let source = json!({ "source_branch_id": neon.main, "preserve_under_name": "" });
    let reset = neon.post(&format!("{at}/restore"), source).await.is(200);
    let _: model::BranchOperations = read(&reset);
    assert_eq!(reset["branch"]["current_state"], "resetting");
    neon.settle();
    let default = neon.send("POST", &format!("{at}/set_as_default"), None).await.is(200);
    assert_eq!(default["branch"]["default"], true);
    let back = format!("~/branches/{}/set_as_default", neon.main);
    neon.send("POST", &back, None).await.is(200);

    let deleted = neon.delete(&format!("{at}?hard_delete=true")).await.is(200);
    assert_eq!(deleted["operations"][0]["action"], "delete_timeline");
    assert_eq!(neon.delete(&at).await.is(204), Value::Null);
    neon.get(&at).await.fails_with(404, "branch not found");
}

#[tokio::test]
async fn an_empty_body_makes_a_branch_without_a_compute() {
    let neon = TestApi::start().await;
    let created = neon.send("POST", "~/branches", None).await.is(201);
    assert_eq!(created["endpoints"], json!([]));
    assert!(created.get("connection_uris").is_none());
    assert_eq!(created["branch"]["name"], created["branch"]["id"]);
}

#[tokio::test]
async fn endpoints() {
    let neon = TestApi::start().await;
    let all: model::Endpoints = read(&neon.get("~/endpoints").await.is(200));
    assert_eq!(all.endpoints.len(), 1);
    let bare = neon.send("POST", "~/branches", None).await.is(201)["branch"]["id"].clone();
    neon.settle();
    let new = json!({ "endpoint": { "branch_id": bare, "type": "read_write", "name": "one" } });
    let created = neon.post("~/endpoints", new).await.is(201);
    let _: model::EndpointAnswer = read(&created);
    assert_eq!(created["operations"][0]["action"], "start_compute");
    assert_eq!(
        created["endpoint"]["host"].as_str().unwrap().rsplit_once(':').unwrap().0,
        "127.0.0.1"
    );
    neon.settle();
    let at = format!("~/endpoints/{}", created["endpoint"]["id"].as_str().unwrap());
    assert_eq!(neon.get(&at).await.is(200)["endpoint"]["name"], "one");
    let changes = json!({ "endpoint": {
        "branch_id": bare, "suspend_timeout_seconds": -1, "settings": {},
        "autoscaling_limit_min_cu": 0.5, "pooler_enabled": true,
    } });
    let done = neon.patch(&at, changes).await.is(200)["endpoint"].clone();
    assert_eq!(done["suspend_timeout_seconds"], -1);
    assert_eq!(done["autoscaling_limit_max_cu"], 0.5);
    neon.settle();
    for (word, action) in
        [("start", "start_compute"), ("suspend", "suspend_compute"), ("restart", "start_compute")]
    {
        let done = neon.send("POST", &format!("{at}/{word}"), None).await.is(200);
        assert_eq!(done["operations"][0]["action"], action, "{word}");
        let id = neon.last_operation();
        let operation = neon.get(&format!("~/operations/{id}")).await.is(200);
        let _: model::OperationAnswer = read(&operation);
        assert_eq!(operation["operation"], done["operations"][0]);
        neon.settle();
    }
    neon.delete(&at).await.is(200);
    neon.settle();
    neon.delete(&at).await.is(204);
}

#[tokio::test]
async fn databases_and_roles() {
    let neon = TestApi::start().await;
    let at = format!("~/branches/{}", neon.main);
    let sally = json!({ "role": { "name": "sally" } });
    let created = neon.post(&format!("{at}/roles"), sally).await.is(201);
    let _: model::RoleAnswer = read(&created);
    let password = created["role"]["password"].clone();
    assert!(password.is_string());
    neon.settle();
    let revealed = neon.get(&format!("{at}/roles/sally/reveal_password")).await.is(200);
    assert_eq!(revealed, json!({ "password": password }));
    let reset = neon.send("POST", &format!("{at}/roles/sally/reset_password"), None).await.is(200);
    assert!(reset["role"]["password"].is_string() && reset["role"]["password"] != password);
    neon.settle();
    assert!(neon.get(&format!("{at}/roles/sally")).await.is(200)["role"]["password"].is_null());
    let roles: model::Roles = read(&neon.get(&format!("{at}/roles")).await.is(200));
    assert_eq!(roles.roles.len(), 2);
    let robot = json!({ "role": { "name": "robot", "no_login": true } });
    let created = neon.post(&format!("{at}/roles"), robot).await.is(201);
    assert!(created["role"]["password"].is_null());
    neon.settle();

    let database = json!({ "database": { "name": "über shop", "owner_name": "sally" } });
    let created = neon.post(&format!("{at}/databases"), database).await.is(201);
    let _: model::DatabaseAnswer = read(&created);
    neon.settle();
    let one = format!("{at}/databases/%C3%BCber%20shop");
    assert_eq!(neon.get(&one).await.is(200)["database"]["owner_name"], "sally");
    let changes = json!({ "database": { "name": "shop", "owner_name": "neondb_owner" } });
    assert_eq!(neon.patch(&one, changes).await.is(200)["database"]["name"], "shop");
    neon.settle();
    let all: model::Databases = read(&neon.get(&format!("{at}/databases")).await.is(200));
    assert_eq!(all.databases.len(), 2);
    neon.delete(&format!("{at}/databases/shop")).await.is(200);
    neon.delete(&format!("{at}/databases/shop")).await.is(204);
    neon.settle();
    neon.delete(&format!("{at}/roles/sally")).await.is(200);
    neon.delete(&format!("{at}/roles/sally")).await.is(204);
}

#[tokio::test]
async fn connection_uris_lead_to_the_endpoint_and_both_are_direct() {
    let neon = TestApi::start().await;
    let dev = neon.branch("dev").await;
    let id = neon.id("dev");
    let host = neon.plane.read(|state| state.endpoint_of(&id).unwrap().host());
    let asked = async |query: &str| {
        let query = format!("~/connection_uri?database_name=neondb&role_name=neondb_owner{query}");
        neon.get(&query).await.is(200)["uri"].as_str().unwrap().to_owned()
    };
    let direct = asked(&format!("&branch_id={dev}")).await;
    assert_eq!(direct, format!("postgresql://neondb_owner:secret@{host}/neondb"));
    let pooled = asked(&format!("&branch_id={dev}&pooled=true")).await;
    assert_eq!(pooled, direct, "there is no pooler");
    let url = skate_env_core::DatabaseUrl::parse(&pooled).unwrap();
    let target = url.target(&skate_env_core::Variables::new()).unwrap().unwrap();
    assert!(!target.pooled, "the core takes both for direct");
    pooled.parse::<tokio_postgres::Config>().unwrap();
    assert_ne!(asked("").await, direct, "the default branch, as at Neon");
}

#[tokio::test]
async fn nothing_that_is_answered_holds_a_password_that_neon_would_not_show() {
    let neon = TestApi::start().await;
    let main = neon.main.clone();
    let shown = ["~", "/projects", "~/branches", "~/endpoints", "~/operations"].map(str::to_owned);
    let of_main = ["", "/roles", "/roles/neondb_owner", "/databases", "/endpoints"];
    for path in shown.into_iter().chain(of_main.map(|rest| format!("~/branches/{main}{rest}"))) {
        let text = neon.get(&path).await.is(200).to_string();
        assert!(!text.contains("secret") && !text.contains("superuser\""), "{path}: {text}");
    }
}

fn in_days(days: i64) -> String {
    let hours = jiff::SignedDuration::from_hours(24 * days);
    (jiff::Timestamp::now() + hours).to_string()
}
