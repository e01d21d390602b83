//! What goes wrong on the way, how often it is tried, and what a person is told.

use std::time::Duration;

use skate_env_core::{
    Code,
    neon::{
        Error, RetryPolicy,
        calls::{branches, projects},
        model::ProjectAnswer,
    },
};

use crate::{
    fake::Fault,
    setup::{Setup, client, project},
};

const GET: &str = "GET /projects/p1";

async fn get(setup: &Setup) -> Result<ProjectAnswer, Error> {
    setup.client.send(&projects::get(&project())).await
}

fn said(code: &str, message: &str) -> String {
    serde_json::json!({ "code": code, "message": message, "request_id": "req-9" }).to_string()
}

#[tokio::test]
async fn a_lock_of_twenty_seconds_is_waited_out() {
    let setup = Setup::new().await;
    setup.fake.fault("GET", "/projects", 99, Fault::LockedUntil(Duration::from_secs(20)));
    get(&setup).await.unwrap();
    // 0.375 + 0.75 + 1.5 + 3 + 6 + 7.5 + 7.5 s: seven pauses, eight requests.
    assert_eq!(setup.fake.count(GET), 8);
    assert!(setup.clock.elapsed() < Duration::from_secs(30));
}

#[tokio::test]
async fn a_write_waits_for_a_lock_too() {
    let setup = Setup::new().await;
    setup.fake.fault("POST", "set_as_default", 3, Fault::Answer(423, said("", "locked")));
    let branch = skate_env_core::neon::BranchId::new("br-x").unwrap();
    let error =
        setup.client.send(&branches::set_as_default(&project(), &branch)).await.unwrap_err();
    assert_eq!(error.status(), Some(404), "the fake has no such call");
    assert_eq!(setup.fake.count("POST"), 4);
}

#[tokio::test]
async fn a_lock_without_end_is_given_up_in_two_minutes() {
    let setup = Setup::new().await;
    setup.fake.fault("GET", "/projects", 99, Fault::Answer(423, said("LOCKED", "busy")));
    let error = get(&setup).await.unwrap_err();
    assert_eq!(error.code(), Code::NeonUnavailable);
    assert_eq!(error.message(), "Neon answered 423 to GET /projects/p1: busy (LOCKED).");
    let reply = error.reply().unwrap();
    assert_eq!(reply.code.as_deref(), Some("LOCKED"));
    assert_eq!(reply.request_id.as_deref(), Some("req-9"));
    assert!(setup.clock.elapsed() <= Duration::from_secs(120));
    assert_eq!(setup.fake.count(GET), error.requests() as usize);
    assert_eq!(error.requests(), 20);
}

#[tokio::test]
async fn the_caller_sets_the_deadline() {
    let setup = Setup::new().await;
    setup.fake.fault("GET", "/projects", 99, Fault::Answer(423, said("LOCKED", "busy")));
    let hasty = RetryPolicy { attempts: 2, ..RetryPolicy::default() };
    let client = setup.client.clone().with_retry_policy(hasty);
    let error = client.send(&projects::get(&project())).await.unwrap_err();
    assert_eq!((error.requests(), setup.fake.count(GET)), (2, 2));
}

#[tokio::test]
async fn retry_after_is_honoured_and_its_absence_borne() {
    let setup = Setup::new().await;
    let header = ("retry-after", "7".to_owned());
    setup.fake.fault("GET", "/projects", 1, Fault::AnswerWith(429, String::new(), header));
    get(&setup).await.unwrap();
    let waited = setup.clock.elapsed();
    assert!(waited >= Duration::from_secs(7) && waited < Duration::from_secs(8), "{waited:?}");
    assert_eq!(setup.fake.count(GET), 2);

    setup.fake.fault("GET", "/projects", 2, Fault::Answer(429, String::new()));
    get(&setup).await.unwrap();
    assert_eq!(setup.fake.count(GET), 5);
    assert!(setup.clock.elapsed() > waited);
}

#[tokio::test]
async fn an_unavailable_server_is_asked_again() {
    let setup = Setup::new().await;
    setup.fake.fault("GET", "/projects", 2, Fault::Answer(503, String::new()));
    get(&setup).await.unwrap();
    assert_eq!(setup.fake.count(GET), 3);
}

#[tokio::test]
async fn a_lost_reply_to_a_question_is_asked_again() {
    for fault in [Fault::DropBefore, Fault::DropAfter, Fault::DropMiddle] {
        let setup = Setup::new().await;
        setup.fake.fault("GET", "/projects", 2, fault);
        get(&setup).await.unwrap();
        assert_eq!(setup.fake.count(GET), 3);
    }
}

#[tokio::test]
async fn a_lost_reply_to_a_write_is_said_after_one_request() {
    for fault in [Fault::DropBefore, Fault::DropAfter, Fault::Answer(504, String::new())] {
        let setup = Setup::new().await;
        setup.fake.fault("POST", "set_as_default", 9, fault);
        let branch = skate_env_core::neon::BranchId::new("br-x").unwrap();
        let call = branches::set_as_default(&project(), &branch);
        let error = setup.client.send(&call).await.unwrap_err();
        assert_eq!(error.code(), Code::LostReply, "{error}");
        assert!(error.hint().contains("Check whether it was carried out"), "{error}");
        assert_eq!(setup.fake.count("POST"), 1);
    }
}

#[tokio::test]
async fn nobody_at_the_address_is_said_so() {
    let setup = Setup::new().await;
    // A port that was just free: nobody listens there.
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let client = client(&format!("http://{free}"), &setup.clock);
    let error = client.send(&projects::get(&project())).await.unwrap_err();
    assert_eq!(error.code(), Code::NeonUnavailable);
    assert!(error.message().contains("refused"), "{error}");
    assert!(error.requests() > 10, "a connection that was not made is tried again");
}

#[tokio::test]
async fn half_a_body_and_wrong_types_are_no_answers() {
    let setup = Setup::new().await;
    setup.fake.fault("GET", "/projects", 1, Fault::Truncate);
    let error = get(&setup).await.unwrap_err();
    assert_eq!(error.code(), Code::InvalidAnswer);
    assert!(error.message().contains("it ends too early"), "{error}");

    for (body, fault) in [
        (r#"{"project":{"id":7}}"#, "unexpected type"),
        (r#"{"project":{"id":"../../x","name":"","region_id":"","pg_version":1}}"#, "unexpected"),
        ("[]", "unexpected type"),
        ("<html>", "not JSON"),
        ("", "it is empty"),
    ] {
        setup.fake.fault("GET", "/projects", 1, Fault::Answer(200, body.to_owned()));
        let error = get(&setup).await.unwrap_err();
        assert_eq!(error.code(), Code::InvalidAnswer, "{body}");
        assert!(error.message().contains(fault), "{body}: {error}");
    }
}

#[tokio::test]
async fn a_500_without_a_word_is_still_an_error() {
    let setup = Setup::new().await;
    setup.fake.fault("GET", "/projects", 1, Fault::Answer(500, String::new()));
    let error = get(&setup).await.unwrap_err();
    assert_eq!(error.message(), "Neon answered 500 to GET /projects/p1: no reason given.");
    assert_eq!((error.code(), error.requests()), (Code::NeonUnavailable, 1));
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let setup = Setup::new().await;
    let other = Setup::new().await;
    let header = ("location", format!("{}/projects/p1", other.server.base));
    setup.fake.fault("GET", "/projects", 1, Fault::AnswerWith(302, String::new(), header));
    let error = get(&setup).await.unwrap_err();
    assert_eq!((error.code(), error.status()), (Code::NeonRefused, Some(302)));
    assert_eq!(other.fake.log().len(), 0);
}
