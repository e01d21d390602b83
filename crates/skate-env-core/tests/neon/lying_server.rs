//! A server that lies: production's URL is never handed out for another branch.

use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};
use skate_env_core::{Code, neon::Error};

use crate::{
    fake::{PASSWORD, PRODUCTION, branch, endpoint},
    setup::{NAME, Setup, spec},
};

const PRODUCTION_ENDPOINT: &str = "ep-cool-darkness-100000";
const BRANCH: &str = "br-new-branch-300001";
const ENDPOINT: &str = "ep-new-compute-300001";
const DOMAIN: &str = "eu-central-1.aws.neon.tech";

/// What is said instead of the branch's URL. `{}` stands for `postgresql://neondb_owner:x`.
const URLS: &[&str] = &[
    "{}@ep-cool-darkness-100000.eu-central-1.aws.neon.tech/neondb",
    "{}@ep-cool-darkness-100000-pooler.eu-central-1.aws.neon.tech/neondb",
    "{}@EP-COOL-DARKNESS-100000.eu-central-1.aws.neon.tech/neondb",
    "{}@br-cool-forest-100000.eu-central-1.aws.neon.tech/neondb",
    "{}@proxy.example.com/neondb?options=endpoint%3Dep-cool-darkness-100000",
    "{}@ep-new-compute-300001.eu-central-1.aws.neon.tech/neondb?options=endpoint%3Dep-cool-darkness-100000",
    "postgresql://neondb_owner:endpoint%3Dep-cool-darkness-100000%3Bx@proxy.example.com/neondb",
    "{}@ep-new-compute-300001.eu-central-1.aws.neon.tech/neondb?host=ep-cool-darkness-100000.eu-central-1.aws.neon.tech",
    "{}@ep-new-compute-300001.eu-central-1.aws.neon.tech,ep-cool-darkness-100000.eu-central-1.aws.neon.tech/neondb",
    "{}@ep-new-compute-300001.eu-central-1.aws.neon.tech:1/neondb",
    "{}@ep-other-compute-1.eu-central-1.aws.neon.tech/neondb",
    "{}@example.com/neondb",
    "{}@localhost/neondb",
    "postgresql://admin:x@ep-new-compute-300001.eu-central-1.aws.neon.tech/neondb",
    "{}@ep-new-compute-300001.eu-central-1.aws.neon.tech/other",
    "file:./dev.db",
    "ep-cool-darkness-100000",
    "",
];

/// Which answers (method, and a part of the path) are changed, and how.
type Lie = (&'static str, &'static str, fn(&mut Value));

const CREATES: (&str, &str) = ("POST", "/projects/p1/branches");
const SEARCH: (&str, &str) = ("GET", "search=preview");
const LOOK: (&str, &str) = ("GET", "/branches/br-new-branch-300001");

const LIES: &[(&str, Lie)] = &[
    (
        "create answers with the default branch",
        (CREATES.0, CREATES.1, |answer| {
            answer["branch"] = branch(PRODUCTION, "main", None);
            answer["branch"]["default"] = json!(true);
        }),
    ),
    (
        "create answers with production, renamed",
        (CREATES.0, CREATES.1, |answer| {
            answer["branch"]["id"] = json!(PRODUCTION);
        }),
    ),
    (
        "create answers with production's endpoint",
        (CREATES.0, CREATES.1, |answer| {
            answer["endpoints"] = json!([endpoint(PRODUCTION_ENDPOINT, BRANCH)]);
        }),
    ),
    (
        "create answers with another parent",
        (CREATES.0, CREATES.1, |answer| {
            answer["branch"]["parent_id"] = json!(PRODUCTION);
        }),
    ),
    (
        "create answers with another project",
        (CREATES.0, CREATES.1, |answer| {
            answer["branch"]["project_id"] = json!("p2");
        }),
    ),
    (
        "the search finds the default branch",
        (SEARCH.0, SEARCH.1, |answer| {
            let mut found = branch("br-a-b-1", NAME, None);
            found["default"] = json!(true);
            answer["branches"] = json!([found]);
        }),
    ),
    (
        "the search finds production by its id",
        (SEARCH.0, SEARCH.1, |answer| {
            answer["branches"] = json!([branch(PRODUCTION, NAME, Some("br-c-d-2"))]);
        }),
    ),
    (
        "the search finds a stranger called so",
        (SEARCH.0, SEARCH.1, |answer| {
            answer["branches"] = json!([branch("br-a-b-1", NAME, Some("br-c-d-2"))]);
        }),
    ),
    (
        "the branch is the default by now",
        (LOOK.0, LOOK.1, |answer| {
            answer["branch"]["default"] = json!(true);
        }),
    ),
    (
        "the branch is another by now",
        (LOOK.0, LOOK.1, |answer| {
            answer["branch"]["id"] = json!(PRODUCTION);
        }),
    ),
    (
        "its endpoint is production's",
        (LOOK.0, LOOK.1, |answer| {
            answer["endpoints"] = json!([endpoint(PRODUCTION_ENDPOINT, BRANCH)]);
        }),
    ),
    (
        "its endpoint has production's host",
        (LOOK.0, LOOK.1, |answer| {
            let mut found = endpoint(ENDPOINT, BRANCH);
            found["host"] = json!(format!("{PRODUCTION_ENDPOINT}.{DOMAIN}"));
            answer["endpoints"] = json!([found]);
        }),
    ),
    (
        "its endpoint is another branch's",
        (LOOK.0, LOOK.1, |answer| {
            answer["endpoints"] = json!([endpoint("ep-other-compute-1", "br-a-b-1")]);
        }),
    ),
    (
        "everything agrees on production's endpoint",
        ("", "", |answer| {
            let text = answer.to_string().replace(ENDPOINT, PRODUCTION_ENDPOINT);
            *answer = serde_json::from_str(&text).unwrap();
        }),
    ),
];

async fn refused(name: &str, setup: &Setup) -> Error {
    let error = setup.branches().ensure(&spec()).await.expect_err(name);
    let codes = [
        Code::ProductionTarget,
        Code::ProtectedBranch,
        Code::InvalidAnswer,
        Code::InvalidUrl,
        Code::AmbiguousTarget,
        Code::BranchMismatch,
    ];
    assert!(codes.contains(&error.code()), "{name}: {error}");
    assert!(!format!("{error} {error:?}").contains(PASSWORD), "{name}: {error}");
    error
}

#[tokio::test]
async fn no_url_but_the_branchs_own_gets_out() {
    for url in URLS {
        let setup = Setup::new().await;
        let said = url.replace("{}", "postgresql://neondb_owner:x");
        setup.fake.lie(move |_, path, answer| {
            if path.contains("connection_uri") {
                *answer = json!({ "uri": said });
            }
        });
        refused(url, &setup).await;
    }
}

#[tokio::test]
async fn productions_plain_url_is_called_by_its_name() {
    let setup = Setup::new().await;
    setup.fake.lie(|_, path, answer| {
        if path.contains("connection_uri") {
            let url = URLS[0].replace("{}", "postgresql://neondb_owner:x");
            *answer = json!({ "uri": url });
        }
    });
    let error = refused("plain", &setup).await;
    assert_eq!(error.code(), Code::ProductionTarget);
}

#[tokio::test]
async fn no_lie_gets_productions_url_out() {
    for (name, (method, part, change)) in LIES {
        let setup = Setup::new().await;
        setup.fake.lie(move |actual, path, answer| {
            if actual.contains(method) && path.contains(part) && answer.is_object() {
                change(answer);
            }
        });
        refused(name, &setup).await;
    }
}

#[tokio::test]
async fn production_in_the_place_of_any_id_in_any_answer_stays_inside() {
    let truth = Setup::new().await;
    truth.branches().ensure(&spec()).await.unwrap();
    let host = format!("{ENDPOINT}.{DOMAIN}");
    let production_host = format!("{PRODUCTION_ENDPOINT}.{DOMAIN}");
    let lies = [
        (BRANCH.to_owned(), PRODUCTION.to_owned()),
        (ENDPOINT.to_owned(), PRODUCTION_ENDPOINT.to_owned()),
        (host, production_host),
    ];
    for call in 0..truth.fake.log().len() {
        for (from, to) in lies.clone() {
            let setup = Setup::new().await;
            let seen = AtomicUsize::new(0);
            setup.fake.lie(move |_, _, answer| {
                if seen.fetch_add(1, Ordering::SeqCst) == call {
                    let text = answer.to_string().replace(&from, &to);
                    *answer = serde_json::from_str(&text).unwrap();
                }
            });
            if let Ok(ensured) = setup.branches().ensure(&spec()).await {
                let urls = [&ensured.connection.pooled, &ensured.connection.direct];
                assert!(urls.iter().all(|url| url.expose_secret().contains(ENDPOINT)), "{call}");
                assert_eq!(ensured.branch.id.as_str(), BRANCH, "{call}");
            }
        }
    }
}
