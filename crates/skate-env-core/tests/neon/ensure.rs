//! `ensure`: one branch, whatever happens.

use std::time::Duration;

use serde_json::json;
use skate_env_core::{
    Class, Code,
    neon::{
        Error,
        lifecycle::{BranchSpec, EnsureOutcome, EnsuredBranch, WhenStale},
    },
};

use crate::{
    fake::{Fault, PRODUCTION, STAGING},
    setup::{NAME, Setup, branches, client, spec},
};

const CREATE: &str = "POST /projects/p1/branches";

async fn ensure(setup: &Setup) -> Result<EnsuredBranch, Error> {
    setup.branches().ensure(&spec()).await
}

fn count_of_name(setup: &Setup) -> usize {
    setup.fake.names().iter().filter(|name| *name == NAME).count()
}

#[tokio::test]
async fn a_branch_is_made_with_expiry_owner_and_both_urls() {
    let setup = Setup::new().await;
    let ensured = ensure(&setup).await.unwrap();
    assert_eq!(ensured.outcome, EnsureOutcome::Created);
    assert_eq!(ensured.branch.name, NAME);
    assert_eq!(ensured.branch.parent_id.unwrap().as_str(), STAGING);
    assert_eq!(ensured.branch.expires_at.as_deref(), Some("2026-12-06T12:00:00Z"));
    let host = format!("{}-pooler.eu-central-1", ensured.connection.endpoint);
    assert!(ensured.connection.pooled.expose_secret().contains(&host));
    assert!(!ensured.connection.direct.expose_secret().contains("-pooler"));
    assert_eq!(ensured.connection.role.reason, "it is the only one");
    let state = setup.fake.state.lock().unwrap();
    let annotation = &state.annotations[ensured.branch.id.as_str()]["value"];
    let expected = json!({
        "skate-env-owner": "github:shop#7", "skate-env-class": "preview",
        "skate-env-reason": "pull request 7",
    });
    assert_eq!(*annotation, expected);
    assert_eq!(setup.fake.count("GET /projects/p1/connection_uri?branch_id=br-new-branch"), 2);
}

#[tokio::test]
async fn asking_again_takes_the_same_branch() {
    let setup = Setup::new().await;
    let first = ensure(&setup).await.unwrap();
    let second = ensure(&setup).await.unwrap();
    assert_eq!((first.branch.id, EnsureOutcome::Reused), (second.branch.id, second.outcome));
    assert_eq!(setup.fake.count(CREATE), 1);
    assert_eq!(setup.fake.count("PATCH"), 0, "nothing to renew within the hour");
}

#[tokio::test]
async fn a_plan_says_what_would_be_done_and_does_nothing() {
    let setup = Setup::new().await;
    let plan = setup.branches().plan_ensure(&spec()).await.unwrap();
    let said = format!("`{NAME}`:\n  create from {STAGING}, until 2026-12-06T12:00:00Z");
    assert_eq!(plan.to_string(), said);
    let data = serde_json::to_value(&plan).unwrap();
    assert_eq!(data["steps"][0]["step"], "create");
    assert_eq!(data["steps"][0]["compute"]["suspend_timeout_seconds"], 300);
    assert!(setup.fake.log().iter().all(|line| line.starts_with("GET")));
    ensure(&setup).await.unwrap();
    assert!(setup.branches().plan_ensure(&spec()).await.unwrap().changes_nothing());
}

#[tokio::test]
async fn no_lost_reply_makes_a_second_branch() {
    let doubts = [
        (Fault::DropBefore, 2),
        (Fault::DropAfter, 1),
        (Fault::DropMiddle, 1),
        (Fault::Truncate, 1),
        (Fault::Answer(504, String::new()), 2),
    ];
    for (fault, requests) in doubts {
        let setup = Setup::new().await;
        setup.fake.fault("POST", "/branches", 1, fault);
        ensure(&setup).await.unwrap();
        assert_eq!(count_of_name(&setup), 1);
        assert_eq!(setup.fake.count(CREATE), requests);
    }
}

#[tokio::test]
async fn a_server_that_always_loses_the_reply_is_given_up() {
    let setup = Setup::new().await;
    setup.fake.fault("POST", "/branches", 99, Fault::DropBefore);
    let error = ensure(&setup).await.unwrap_err();
    assert_eq!(error.code(), Code::LostReply);
    assert_eq!((setup.fake.count(CREATE), count_of_name(&setup)), (3, 0));
}

#[tokio::test]
async fn a_lock_is_waited_out_with_one_branch() {
    let setup = Setup::new().await;
    setup.fake.fault("POST", "/branches", 99, Fault::LockedUntil(Duration::from_secs(20)));
    ensure(&setup).await.unwrap();
    assert_eq!(count_of_name(&setup), 1);
}

#[tokio::test]
async fn two_at_once_end_with_one_branch() {
    for same_names in [false, true] {
        let setup = Setup::new().await;
        setup.fake.state.lock().unwrap().same_names = same_names;
        // As two processes: nothing is shared but the server.
        let [one, other] = [(), ()].map(|()| branches(client(&setup.server.base, &setup.clock)));
        let spec = spec();
        let (one, other) = tokio::join!(one.ensure(&spec), other.ensure(&spec));
        let (one, other) = (one.unwrap(), other.unwrap());
        assert_eq!(one.branch.id, other.branch.id, "same names: {same_names}");
        assert_eq!(count_of_name(&setup), 1, "same names: {same_names}");
    }
}

#[tokio::test]
async fn somebody_quicker_is_joined_when_neon_says_409() {
    let setup = Setup::new().await;
    ensure(&setup).await.unwrap();
    // The first look does not see the branch yet.
    let blind = json!({ "branches": [], "pagination": {} }).to_string();
    setup.fake.fault("GET", "search=preview", 1, Fault::Answer(200, blind));
    let joined = ensure(&setup).await.unwrap();
    assert_eq!((joined.outcome, setup.fake.count(CREATE)), (EnsureOutcome::Reused, 2));
    assert_eq!(count_of_name(&setup), 1);
}

#[tokio::test]
async fn slow_operations_are_waited_for_and_cancelling_is_no_end() {
    let setup = Setup::new().await;
    setup.fake.state.lock().unwrap().course =
        vec!["scheduling", "running", "running", "something_new", "cancelling", "finished"];
    ensure(&setup).await.unwrap();
    assert_eq!(setup.fake.count("GET /projects/p1/operations/"), 10, "two operations, five looks");
}

#[tokio::test]
async fn operations_without_end_are_given_up_in_five_minutes() {
    let setup = Setup::new().await;
    setup.fake.state.lock().unwrap().course = vec!["running", "cancelling"];
    let error = ensure(&setup).await.unwrap_err();
    assert_eq!(error.code(), Code::NeonUnavailable);
    assert!(error.message().contains("was not done after 300 s"), "{error}");
    assert!(setup.clock.elapsed() < Duration::from_secs(303));
}

#[tokio::test]
async fn an_operation_that_fails_is_said_without_its_secrets() {
    for end in ["failed", "error", "cancelled"] {
        let setup = Setup::new().await;
        setup.fake.state.lock().unwrap().course = vec!["running", end];
        let error = ensure(&setup).await.unwrap_err();
        assert_eq!(error.code(), Code::OperationFailed);
        assert!(error.message().contains(&format!("(create_branch) ended as {end}")), "{error}");
    }
}

#[tokio::test]
async fn a_branch_that_is_not_the_wanted_one_is_named_and_left_alone() {
    let cases: [(&str, serde_json::Value, &str); 3] = [
        ("parent_id", json!(PRODUCTION), "it was created from br-cool-forest-100000"),
        ("init_source", json!("schema-only"), "it has a schema only"),
        ("protected", json!(true), "Neon protects it"),
    ];
    for (field, value, said) in cases {
        let setup = Setup::new().await;
        let id = ensure(&setup).await.unwrap().branch.id;
        setup.fake.state.lock().unwrap().find_mut(id.as_str()).unwrap()[field] = value;
        let error = ensure(&setup).await.unwrap_err();
        assert!(error.message().contains(said), "{error}");
        assert_eq!(setup.fake.count(CREATE), 1);
    }
}

#[tokio::test]
async fn anothers_branch_is_never_taken() {
    let setup = Setup::new().await;
    let id = ensure(&setup).await.unwrap().branch.id;
    let other = BranchSpec::new(NAME, Class::Preview, "somebody else")
        .max_age(Duration::from_secs(1), WhenStale::Reset);
    let error = setup.branches().ensure(&other).await.unwrap_err();
    assert!(error.message().contains("it belongs to `github:shop#7`"), "{error}");
    setup.fake.state.lock().unwrap().annotations.remove(id.as_str());
    let error = ensure(&setup).await.unwrap_err();
    assert!(error.message().contains("it has no owner that skate-env recorded"), "{error}");
    assert_eq!(setup.fake.count("POST /projects/p1/branches/"), 0);
}

#[tokio::test]
async fn old_data_is_refused_or_reset_as_asked() {
    let setup = Setup::new().await;
    let id = ensure(&setup).await.unwrap().branch.id;
    let old = json!("2026-11-20T12:00:00Z");
    setup.fake.state.lock().unwrap().find_mut(id.as_str()).unwrap()["created_at"] = old;
    let day = Duration::from_secs(86_400);
    let refuse = spec().max_age(day, WhenStale::Refuse);
    let error = setup.branches().ensure(&refuse).await.unwrap_err();
    assert_eq!(error.code(), Code::BranchMismatch);
    assert!(error.message().contains("its data is 2880 minutes old"), "{error}");
    let reset = spec().max_age(day, WhenStale::Reset);
    let ensured = setup.branches().ensure(&reset).await.unwrap();
    assert_eq!((ensured.outcome, ensured.branch.id), (EnsureOutcome::Reset, id));
    assert_eq!(setup.fake.count("POST /projects/p1/branches/"), 1);
}

#[tokio::test]
async fn use_renews_the_expiry() {
    let setup = Setup::new().await;
    let id = ensure(&setup).await.unwrap().branch.id;
    let soon = json!("2026-11-23T12:00:00Z");
    setup.fake.state.lock().unwrap().find_mut(id.as_str()).unwrap()["expires_at"] = soon;
    let ensured = ensure(&setup).await.unwrap();
    assert_eq!(ensured.branch.expires_at.as_deref(), Some("2026-12-06T12:00:00Z"));
}

#[tokio::test]
async fn a_test_branch_has_the_schema_only() {
    let setup = Setup::new().await;
    let spec = BranchSpec::new("test/one", Class::Testing, "me");
    let ensured = setup.branches().ensure(&spec).await.unwrap();
    assert_eq!(ensured.branch.init_source.as_deref(), Some("schema-only"));
    assert_eq!(ensured.branch.expires_at.as_deref(), Some("2026-11-23T12:00:00Z"));
    assert_eq!(setup.branches().ensure(&spec).await.unwrap().outcome, EnsureOutcome::Reused);
}

#[tokio::test]
async fn a_plan_that_cannot_do_it_is_said_before_anything_is_made() {
    let setup = Setup::new().await;
    setup.fake.state.lock().unwrap().subscription = "launch";
    let spec = BranchSpec::new("test/one", Class::Testing, "me");
    let error = setup.branches().ensure(&spec).await.unwrap_err();
    assert_eq!(error.code(), Code::ImpossiblePolicy);
    assert!(error.hint().contains("suspend = \"5m\""), "{error}");
    assert_eq!(setup.fake.count("POST"), 0);
}

#[tokio::test]
async fn a_sleeping_compute_is_woken() {
    let setup = Setup::new().await;
    ensure(&setup).await.unwrap();
    for endpoint in &mut setup.fake.state.lock().unwrap().endpoints {
        endpoint["current_state"] = json!("idle");
    }
    ensure(&setup).await.unwrap();
    assert_eq!(setup.fake.count("POST /projects/p1/endpoints/"), 1);
}
