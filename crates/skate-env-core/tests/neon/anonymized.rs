//! Branches that Neon masks itself.

use serde_json::json;
use skate_env_core::{
    Code, Environment,
    neon::{
        BranchRef,
        lifecycle::{EnsureOutcome, WhenStale},
        model::MaskingRule,
    },
};

use crate::{
    fake::{Fault, PRODUCTION, STAGING},
    setup::{NAME, Setup, spec},
};

const POLLS: [&str; 5] = ["created", "initialized", "anonymizing", "something_new", "anonymized"];
const UNTOUCHED: [&str; 2] = ["main", "staging"];

fn rules() -> Vec<MaskingRule> {
    vec![
        MaskingRule::by_function("neondb", "public", "users", "email", "anon.fake_email()"),
        MaskingRule::by_value("neondb", "public", "users", "phone", "NULL"),
    ]
}

async fn masking(course: &[&'static str]) -> Setup {
    let setup = Setup::new().await;
    setup.fake.state.lock().unwrap().masking = course.to_vec();
    setup
}

async fn refused(setup: &Setup) -> skate_env_core::neon::Error {
    setup.branches().anonymize(&spec(), &rules()).await.unwrap_err()
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_asks_for_the_url_before_neon_has_masked_it() {
    let setup = masking(&POLLS).await;
    let ensured = setup.branches().anonymize(&spec(), &rules()).await.unwrap();
    assert_eq!((ensured.outcome, ensured.branch.name.as_str()), (EnsureOutcome::Created, NAME));
    let log = setup.fake.log();
    let of = |part: &str| {
        let all = log.iter().enumerate().filter(move |(_, line)| line.contains(part));
        all.map(|(at, _)| at).collect::<Vec<_>>()
    };
    let polls = of("anonymized_status");
    assert_eq!(polls.len(), POLLS.len());
    let after =
        [of("reset_password")[0], of("/restart")[0], of("PATCH")[0], of("connection_uri")[0]];
    assert!(after.iter().all(|at| at > polls.last().unwrap()), "{log:#?}");
    assert!(after.is_sorted(), "nobody who knew it before gets in, then it is named: {log:#?}");
    assert!(!log.iter().any(|line| line == "POST /projects/p1/branches"), "{log:#?}");

    let id = ensured.branch.id.as_str();
    let sent = setup.fake.state.lock().unwrap().maskings[id].0.clone();
    assert_eq!(sent, json!(rules()));
    // It is known as masked ever after.
    let itself = BranchRef::name(NAME);
    let reset = setup.branches().plan_reset(&itself, "staging").await.unwrap_err();
    assert_eq!(reset.code(), Code::UnmaskedData);
    setup.branches().connection(&itself, Environment::Preview).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_again_takes_it_as_it_is() {
    let setup = masking(&POLLS).await;
    let first = setup.branches().anonymize(&spec(), &rules()).await.unwrap();
    assert!(setup.branches().anonymized(&spec()).await.unwrap().is_some());
    let stale = spec().max_age(std::time::Duration::ZERO, WhenStale::Reset);
    assert!(setup.branches().anonymize(&stale, &rules()).await.is_err(), "never a reset");
    let second = setup.branches().anonymize(&spec(), &rules()).await.unwrap();
    assert_eq!((second.outcome, second.branch.id), (EnsureOutcome::Reused, first.branch.id));
    assert_eq!(setup.fake.count("POST /projects/p1/branch_anonymized"), 1);
    assert_eq!(setup.fake.count("DELETE"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_branch_of_that_name_that_neon_did_not_mask_is_left_alone() {
    let setup = Setup::new().await;
    setup.branches().ensure(&spec()).await.unwrap();
    assert_eq!(refused(&setup).await.code(), Code::BranchMismatch);

    let setup = masking(&POLLS).await;
    let id = setup.branches().anonymize(&spec(), &rules()).await.unwrap().branch.id;
    for state in ["anonymizing", "error", "something_new"] {
        setup.fake.state.lock().unwrap().maskings.get_mut(id.as_str()).unwrap().1 = vec![state];
        let error = refused(&setup).await;
        assert_eq!(error.code(), Code::BranchMismatch);
        assert!(error.message().contains(&format!("is at `{state}`")), "{error}");
    }
    // It says that it is masked, and Neon knows of no masking: SQL's, or a lie.
    setup.fake.state.lock().unwrap().maskings.clear();
    let error = refused(&setup).await;
    assert_eq!(error.code(), Code::BranchMismatch);
    assert!(error.message().ends_with("Neon did not mask it."), "{error}");
    assert_eq!(setup.fake.count("DELETE"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_masking_that_fails_leaves_no_branch_and_says_no_value() {
    for state in ["error", "initialization_error"] {
        let setup = masking(&["anonymizing", state]).await;
        let error = refused(&setup).await;
        assert_eq!(error.code(), Code::OperationFailed);
        let said = "failed: invalid input syntax for type uuid: \"…\" in table \"users\".";
        assert!(error.message().ends_with(said), "{error}");
        assert!(!format!("{error} {error:?}").contains("canary"), "{error}");
        assert_eq!(setup.fake.names(), UNTOUCHED);
        assert_eq!(setup.fake.count("GET /projects/p1/connection_uri"), 0);
        setup.fake.state.lock().unwrap().masking = vec!["anonymized"];
        setup.branches().anonymize(&spec(), &rules()).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_masking_without_an_end_is_given_up_with_its_branch() {
    let setup = masking(&["anonymizing"]).await;
    let error = refused(&setup).await;
    assert_eq!(error.code(), Code::NeonUnavailable);
    assert!(error.message().ends_with("was not done after 3600 s."), "{error}");
    assert_eq!(setup.fake.names(), UNTOUCHED);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_no_longer_waits_leaves_no_branch() {
    let setup = masking(&["anonymizing"]).await;
    let branches = setup.branches();
    let task = tokio::spawn(async move { branches.anonymize(&spec(), &rules()).await });
    let is_polled = || setup.fake.log().iter().any(|line| line.contains("anonymized_status"));
    while !is_polled() {
        assert!(!task.is_finished(), "it did not wait");
        tokio::task::yield_now().await;
    }
    let names = setup.fake.names();
    assert!(names[2].starts_with("unmasked/preview/pr-7-"), "{names:?}");
    let it = BranchRef::name(&names[2]);
    let led = setup.branches().connection(&it, Environment::Preview).await.unwrap_err();
    assert_eq!(led.code(), Code::UnmaskedData);
    task.abort();
    assert!(task.await.unwrap_err().is_cancelled());
    assert_eq!(setup.fake.names(), UNTOUCHED);
    assert_eq!(setup.fake.count("GET /projects/p1/connection_uri"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn where_there_are_none_the_policy_is_impossible() {
    for (status, said) in [
        (501, "there is none of it on this machine"),
        (404, "not found"),
        (402, "payment required"),
        (403, "anonymized branches are not available on your plan"),
        (422, "anonymized branches are not supported for projects with IP restrictions"),
    ] {
        let setup = Setup::new().await;
        let body = json!({ "code": "", "message": said }).to_string();
        setup.fake.fault("POST", "branch_anonymized", 1, Fault::Answer(status, body));
        let error = refused(&setup).await;
        assert_eq!(error.code(), Code::ImpossiblePolicy, "{status}");
        assert!(error.message().contains(said), "{error}");
        assert!(error.hint().starts_with("Write `engine = \"sql\"` under [masking]"), "{error}");
        assert_eq!(setup.fake.names(), UNTOUCHED);
    }
    // What has another reason keeps it.
    for (status, said, code) in [
        (403, "this key may not write", Code::NeonRefused),
        (422, "column users.email does not exist", Code::NeonRefused),
        (500, "not supported", Code::NeonUnavailable),
    ] {
        let setup = Setup::new().await;
        let body = json!({ "code": "", "message": said }).to_string();
        setup.fake.fault("POST", "branch_anonymized", 1, Fault::Answer(status, body));
        assert_eq!(refused(&setup).await.code(), code, "{status}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rule_that_neon_lost_leaves_no_branch() {
    let setup = masking(&POLLS).await;
    setup.fake.lie(|_, path, answer| {
        if path.ends_with("masking_rules") {
            answer["masking_rules"].as_array_mut().unwrap().remove(0);
        }
    });
    let error = refused(&setup).await;
    assert_eq!(error.code(), Code::OperationFailed);
    assert_eq!(error.message(), "Neon did not mask `public.users.email`, though it was to.");
    assert_eq!(setup.fake.names(), UNTOUCHED);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_reply_makes_no_second_branch() {
    let setup = masking(&POLLS).await;
    setup.fake.fault("POST", "branch_anonymized", 1, Fault::DropAfter);
    setup.branches().anonymize(&spec(), &rules()).await.unwrap();
    assert_eq!(setup.fake.count("POST /projects/p1/branch_anonymized"), 1);
    assert_eq!(setup.fake.names(), ["main", "staging", NAME]);
}

#[tokio::test]
async fn columns_are_read_from_the_source_and_never_from_production() {
    let setup = Setup::new().await;
    let (source, connection) = setup.branches().source_of(&spec()).await.unwrap();
    assert_eq!(source.id.as_str(), STAGING);
    assert_eq!(connection.database.name, "neondb");
    let mut spec = spec();
    spec.source = Some("production".to_owned());
    let error = setup.branches().source_of(&spec).await.unwrap_err();
    assert_eq!(error.code(), Code::ImpossiblePolicy);
    assert!(error.hint().contains("engine = \"sql\""), "{error}");
    let of_production =
        |line: &String| line.contains("connection_uri") && line.contains(PRODUCTION);
    assert!(!setup.fake.log().iter().any(of_production));
}
