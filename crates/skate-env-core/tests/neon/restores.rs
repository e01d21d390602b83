//! Restores: which are refused before anything is changed, and what a lost reply leads to.

use serde_json::json;
use skate_env_core::{
    Class, Code, Config,
    neon::{
        BranchRef, Clock as _, Error,
        lifecycle::{Branches, MASKED, Production, RestoreSource, UNMASKED},
    },
};

use crate::{
    fake::{Fault, STAGING, branch},
    setup::{Setup, project},
};

const RESTORE: &str = "POST /projects/p1/branches/br-cool-forest-200000/restore";

fn from(name: &str) -> RestoreSource {
    RestoreSource::Branch { name: name.to_owned(), at: None }
}

/// A moment of `name` before now.
fn past(setup: &Setup, name: &str) -> RestoreSource {
    let now = setup.clock.timestamp();
    let at = now.checked_sub(jiff::SignedDuration::from_secs(60)).unwrap();
    RestoreSource::Branch { name: name.to_owned(), at: Some(at) }
}

async fn refused(branches: &Branches, name: &str, class: Class, source: &RestoreSource) -> Error {
    branches.restore(&BranchRef::name(name), class, source).await.unwrap_err()
}

fn nothing_was_written(setup: &Setup) -> bool {
    setup.fake.log().iter().all(|line| line.starts_with("GET"))
}

#[tokio::test]
async fn production_is_not_restored() {
    let setup = Setup::new().await;
    let error = refused(&setup.branches(), "main", Class::Staging, &from("staging")).await;
    assert_eq!(error.code(), Code::ProtectedBranch);
    assert!(nothing_was_written(&setup));
}

#[tokio::test]
async fn real_data_comes_neither_to_a_masked_branch_nor_from_a_masked_one_s_past() {
    let setup = Setup::new().await;
    let annotate = |id: &str| {
        let masked = json!({ "value": { MASKED: "sql" } });
        setup.fake.state.lock().unwrap().annotations.insert(id.to_owned(), masked);
    };
    let (masked, unfinished) = ("br-cool-forest-500000", "br-cool-forest-600000");
    let branches = [
        branch(masked, "masked", Some(STAGING)),
        branch(unfinished, &format!("{UNMASKED}x"), Some(STAGING)),
    ];
    setup.fake.state.lock().unwrap().branches.extend(branches);
    annotate(masked);
    for source in [past(&setup, "masked"), from(&format!("{UNMASKED}x"))] {
        let error = refused(&setup.branches(), "staging", Class::Staging, &source).await;
        assert_eq!(error.code(), Code::UnmaskedData, "{source:?}: {error}");
    }
    annotate(STAGING);
    let error = refused(&setup.branches(), "staging", Class::Staging, &from("main")).await;
    assert_eq!(error.code(), Code::UnmaskedData);
    setup.fake.state.lock().unwrap().annotations.clear();
    // The policy wants it masked, whatever the branch says of itself.
    let policy = "[environments.production]\nendpoints = [\"ep-cool-darkness-100000\"]\n\
                  [classes.preview]\nmasked = true\n";
    let config = Config::parse("skate-env.toml", policy).unwrap();
    let production = Production::of_config(&config).unwrap();
    let branches = Branches::new(setup.client.clone(), project(), production, config);
    let error = refused(&branches, "staging", Class::Preview, &from("main")).await;
    assert_eq!(error.code(), Code::UnmaskedData);
    assert!(nothing_was_written(&setup));
    // The same branch of a class that holds real data.
    branches.restore(&BranchRef::name("staging"), Class::Staging, &from("main")).await.unwrap();
}

#[tokio::test]
async fn a_lost_reply_restores_once_and_a_refused_moment_says_where_to_look() {
    let setup = Setup::new().await;
    let staging = BranchRef::name("staging");
    setup.fake.fault("POST", "restore", 1, Fault::DropAfter);
    let source = past(&setup, "main");
    let (_, restored) = setup.branches().restore(&staging, Class::Staging, &source).await.unwrap();
    assert_eq!(setup.fake.count(RESTORE), 1);
    assert!(restored.preserve_under_name.unwrap().starts_with("staging-until-"));
    setup.fake.fault("POST", "restore", 1, Fault::Answer(412, "{\"message\":\"too old\"}".into()));
    let error = refused(&setup.branches(), "staging", Class::Staging, &source).await;
    assert_eq!(error.code(), Code::PointNotKept);
    assert!(error.message().contains("too old"), "{error}");
    assert!(error.hint().contains("skate-env branch history staging"), "{error}");
    // Without a moment, a refusal is what Neon said.
    setup.fake.fault("POST", "restore", 1, Fault::Answer(412, "{\"message\":\"no\"}".into()));
    let error = refused(&setup.branches(), "staging", Class::Staging, &from("main")).await;
    assert_eq!(error.code(), Code::NeonRefused);
    assert_eq!(setup.fake.count(RESTORE), 3);
}
