//! Changes that are refused before a request that changes anything, and `pin`.

use serde_json::json;
use skate_env_core::{
    Class, Code, Config, Environment,
    neon::{
        BranchId, BranchRef,
        lifecycle::{BranchSpec, Branches, Deletion, Production, RestoreSource, find_production},
    },
};

use crate::{
    fake::{Fault, PRODUCTION, STAGING, branch},
    setup::{NAME, Setup, project, spec},
};

fn nothing_was_written(setup: &Setup) -> bool {
    setup.fake.log().iter().all(|line| line.starts_with("GET"))
}

fn set(setup: &Setup, id: &str, field: &str, value: serde_json::Value) {
    setup.fake.state.lock().unwrap().find_mut(id).unwrap()[field] = value;
}

#[tokio::test]
async fn production_is_neither_deleted_nor_reset_nor_ensured() {
    let setup = Setup::new().await;
    let branches = setup.branches();
    let main = BranchRef::name("main");
    assert_eq!(branches.delete(&main).await.unwrap_err().code(), Code::ProtectedBranch);
    assert_eq!(branches.reset(&main, "staging").await.unwrap_err().code(), Code::ProtectedBranch);
    let error = branches.connection(&main, Environment::Preview).await.unwrap_err();
    assert_eq!(error.code(), Code::ProtectedBranch);
    for class in [Class::Preview, Class::Production, Class::Staging] {
        let error = branches.ensure(&BranchSpec::new("main", class, "me")).await.unwrap_err();
        assert_eq!(error.code(), Code::ProtectedBranch, "{error}");
    }
    assert!(nothing_was_written(&setup));
}

#[tokio::test]
async fn a_pin_protects_where_neon_calls_another_branch_the_default() {
    let setup = Setup::new().await;
    set(&setup, PRODUCTION, "default", json!(false));
    let error = setup.branches().delete(&BranchRef::name("main")).await.unwrap_err();
    assert!(error.message().contains("pinned as production"), "{error}");
    assert!(nothing_was_written(&setup));
}

#[tokio::test]
async fn the_pin_of_an_endpoint_alone_protects_from_whatever_loses_data() {
    let setup = Setup::new().await;
    let policy = "[environments.production]\nendpoints = [\"ep-cool-darkness-200000\"]\n";
    let config = Config::parse("skate-env.toml", policy).unwrap();
    let production = Production::of_config(&config).unwrap();
    let branches = Branches::new(setup.client.clone(), project(), production, config);
    // Neither Neon's default nor protected: only its endpoint says what it is.
    let staging = BranchRef::name("staging");
    let source = RestoreSource::Branch { name: "main".to_owned(), at: None };
    let errors = [
        branches.delete(&staging).await.unwrap_err(),
        branches.reset(&staging, "main").await.unwrap_err(),
        branches.restore(&staging, Class::Staging, &source).await.unwrap_err(),
    ];
    for error in errors {
        assert_eq!(error.code(), Code::ProtectedBranch, "{error}");
        assert!(error.message().contains("its endpoint is pinned"), "{error}");
    }
    assert!(nothing_was_written(&setup));
}

#[tokio::test]
async fn protected_branches_and_parents_are_not_deleted() {
    let setup = Setup::new().await;
    setup.branches().ensure(&spec()).await.unwrap();
    let error = setup.branches().delete(&BranchRef::name("staging")).await.unwrap_err();
    assert!(error.message().contains(&format!("has children: {NAME}")), "{error}");
    set(&setup, STAGING, "protected", json!(true));
    let error = setup.branches().delete(&BranchRef::name("staging")).await.unwrap_err();
    assert!(error.message().contains("Neon protects it"), "{error}");
    assert_eq!(setup.fake.count("DELETE"), 0);
}

#[tokio::test]
async fn a_leaf_is_deleted_and_a_lost_reply_asked_for_again() {
    let setup = Setup::new().await;
    setup.branches().ensure(&spec()).await.unwrap();
    setup.fake.fault("DELETE", "", 1, Fault::DropAfter);
    let deleted = setup.branches().delete(&BranchRef::name(NAME)).await.unwrap();
    assert_eq!(deleted, Deletion::AlreadyGone, "the second request found nothing");
    assert_eq!(setup.fake.count("DELETE"), 2);
    let error = setup.branches().delete(&BranchRef::name(NAME)).await.unwrap_err();
    assert_eq!(error.code(), Code::UnknownBranch, "a typing error is no success");
}

#[tokio::test]
async fn a_reset_goes_back_to_the_expected_parent_only() {
    let setup = Setup::new().await;
    let id = setup.branches().ensure(&spec()).await.unwrap().branch.id;
    let branch = BranchRef::Id(id.clone());
    let error = setup.branches().reset(&branch, "production").await.unwrap_err();
    assert_eq!(error.code(), Code::BranchMismatch);
    assert!(error.message().contains(&format!("its parent is {STAGING}")), "{error}");
    let reset = setup.branches().reset(&branch, "staging").await.unwrap();
    assert!(reset.id == id && reset.last_reset_at.is_some());
    assert_eq!(setup.fake.count("POST /projects/p1/branches/"), 1);
}

#[tokio::test]
async fn a_lost_reply_to_a_reset_is_looked_after() {
    for (fault, requests) in [(Fault::DropAfter, 1), (Fault::DropBefore, 2)] {
        let setup = Setup::new().await;
        setup.branches().ensure(&spec()).await.unwrap();
        setup.fake.fault("POST", "/restore", 1, fault);
        setup.branches().reset(&BranchRef::name(NAME), "staging").await.unwrap();
        assert_eq!(setup.fake.count("POST /projects/p1/branches/"), requests);
    }
}

#[tokio::test]
async fn children_keep_the_state_that_they_came_from() {
    let setup = Setup::new().await;
    setup.branches().ensure(&spec()).await.unwrap();
    let plan =
        setup.branches().plan_reset(&BranchRef::name("staging"), "production").await.unwrap();
    let data = serde_json::to_value(&plan).unwrap();
    let kept = data["steps"][0]["restore"]["preserve_under_name"].as_str().unwrap();
    assert!(kept.starts_with("staging-until-20261122-1200"), "{kept}");
    assert!(plan.notes[0].contains(NAME), "{plan}");
    let reason = json!([{ "name": "restore", "reason": "it is being migrated" }]);
    set(&setup, STAGING, "restricted_actions", reason);
    let error =
        setup.branches().plan_reset(&BranchRef::name("staging"), "production").await.unwrap_err();
    assert!(error.message().contains("it is being migrated"), "{error}");
}

#[tokio::test]
async fn without_a_pin_that_a_url_shows_nothing_begins() {
    assert_eq!(Production::new([]).unwrap_err().code(), Code::ProductionUnpinned);
    let branch = skate_env_core::Pin::parse(PRODUCTION).unwrap();
    assert_eq!(Production::new([branch]).unwrap_err().code(), Code::ProductionUnpinned);
}

#[tokio::test]
async fn pin_finds_production_and_warns() {
    let setup = Setup::new().await;
    // The default branch is on the second page.
    setup.fake.state.lock().unwrap().branches.rotate_left(1);
    for number in 0..150 {
        let branch = branch(&format!("br-a-b-{number}"), &format!("b{number}"), None);
        setup.fake.state.lock().unwrap().branches.insert(0, branch);
    }
    let pinned = find_production(&setup.client, &project(), None, true).await.unwrap();
    assert_eq!(pinned.branch.id, BranchId::new(PRODUCTION).unwrap());
    let pins: Vec<_> = pinned.pins.iter().map(ToString::to_string).collect();
    assert_eq!(pins, [PRODUCTION, "ep-cool-darkness-100000"]);
    assert!(pinned.warnings[0].contains("an organization's key that reaches production"));
    assert!(pinned.warnings[1].contains("does not protect `main`"));
    Production::new(pinned.pins).unwrap();
}

/// Everybody reads these names as an environment's branch: they are of its class, or nobody's.
#[tokio::test]
async fn the_names_of_environments_are_those_of_their_branches() {
    let setup = Setup::new().await;
    let branches = setup.branches();
    let ensure = async |name: &str, class| {
        let plan = branches.plan_ensure(&BranchSpec::new(name, class, "me")).await;
        plan.map(drop).map_err(|it| it.code())
    };
    for name in ["production", "prod", "Production", "PROD", "main", "live"] {
        for class in [Class::Feature, Class::Testing, Class::Development] {
            assert_eq!(ensure(name, class).await, Err(Code::ProtectedBranch), "{name}");
        }
        let error = branches.create_temporary(&BranchSpec::new(name, Class::Testing, "me")).await;
        assert_eq!(error.unwrap_err().code(), Code::ProtectedBranch, "{name}");
    }
    let named = [
        ("testing", Class::Testing),
        ("test", Class::Testing),
        ("ci", Class::Testing),
        ("preview", Class::Preview),
        ("development", Class::Development),
        ("dev", Class::Development),
    ];
    for (name, class) in named {
        assert_eq!(Class::of_branch_name(name), class, "{name}");
        assert!(ensure(name, class).await.is_ok(), "{name}");
        assert_eq!(ensure(name, Class::Feature).await, Err(Code::BranchMismatch), "{name}");
    }
    // Names that only hold such a word are anybody's.
    for name in ["feature/production", "prod-bug", "test/main", "livestream", "mainline", "tests"] {
        assert!(ensure(name, Class::Feature).await.is_ok(), "{name}");
    }
    assert!(nothing_was_written(&setup));
}

#[tokio::test]
async fn production_is_found_by_its_short_names_where_no_branch_has_them() {
    let setup = Setup::new().await;
    let branches = setup.branches();
    for name in ["production", "prod", "live", "main"] {
        let found = branches.find(name).await.unwrap();
        assert_eq!(found.branch.id.as_str(), PRODUCTION, "{name}");
    }
    branches.ensure(&spec()).await.unwrap();
    let unknown = branches.find("feature/prod").await.unwrap_err();
    assert_eq!(unknown.code(), Code::UnknownBranch);
}
