//! The key and passwords: sent where they belong, shown nowhere.

use secrecy::SecretString;
use serde_json::json;
use skate_env_core::{
    Code,
    neon::{BranchId, Client, calls, model::CreatedBranch},
};

use crate::{
    clock::JumpingClock,
    fake::{Fault, PASSWORD, branch},
    setup::{KEY, Setup, client, project, spec},
};

fn shows_nothing(text: &str) {
    assert!(!text.contains(KEY) && !text.contains(PASSWORD), "{text}");
}

#[tokio::test]
async fn the_key_is_sent_as_a_header_and_nothing_else() {
    let setup = Setup::new().await;
    setup.branches().ensure(&spec()).await.unwrap();
    for head in setup.fake.heads() {
        assert!(head.contains(&format!("authorization: Bearer {KEY}\r\n")), "{head}");
        assert_eq!(head.matches(KEY).count(), 1, "{head}");
    }
}

#[tokio::test]
async fn no_error_shows_the_key_or_a_password() {
    let echo = format!("{KEY} is wrong for postgresql://app:{PASSWORD}@h/db?password={PASSWORD}");
    let body = json!({ "code": echo, "message": echo, "request_id": echo }).to_string();
    for status in [302, 400, 401, 403, 404, 409, 418, 423, 429, 500, 502, 503, 504] {
        let setup = Setup::new().await;
        setup.fake.fault("GET", "/projects", 99, Fault::Answer(status, body.clone()));
        let error = setup.client.send(&calls::projects::get(&project())).await.unwrap_err();
        shows_nothing(&format!("{error} {error:?} {error:#?} {:?}", error.reply()));
        let error = skate_env_core::Error::from(error);
        shows_nothing(&format!("{error} {error:?}"));
    }
    for body in
        [format!("\"{PASSWORD}"), json!({ "project": { "pg_version": PASSWORD } }).to_string()]
    {
        let setup = Setup::new().await;
        setup.fake.fault("GET", "/projects", 1, Fault::Answer(200, body));
        let error = setup.client.send(&calls::projects::get(&project())).await.unwrap_err();
        assert_eq!(error.code(), Code::InvalidAnswer);
        shows_nothing(&format!("{error} {error:?}"));
    }
}

#[tokio::test]
async fn a_failed_operation_does_not_show_its_url() {
    let setup = Setup::new().await;
    setup.fake.state.lock().unwrap().course = vec!["running", "failed"];
    let error = setup.branches().ensure(&spec()).await.unwrap_err();
    assert!(error.message().contains("***@storage"), "{error}");
    shows_nothing(&format!("{error} {error:?}"));
}

#[tokio::test]
async fn no_value_shows_the_key_or_a_password() {
    let setup = Setup::new().await;
    let branches = setup.branches();
    let ensured = branches.ensure(&spec()).await.unwrap();
    assert!(ensured.connection.direct.expose_secret().contains(PASSWORD));
    shows_nothing(&format!("{ensured:?} {ensured:#?} {branches:?} {:?}", setup.client));
    let created: CreatedBranch = serde_json::from_value(json!({
        "branch": branch("br-a", "a", None), "endpoints": [], "operations": [],
        "connection_uris": [{
            "connection_uri": format!("postgresql://a:{PASSWORD}@h/d"),
            "connection_parameters": {
                "database": "d", "password": PASSWORD, "role": "a", "host": "h", "pooler_host": "p",
            },
        }],
    }))
    .unwrap();
    shows_nothing(&format!("{created:?} {}", serde_json::to_string(&created).unwrap()));
    let id = BranchId::new("br-a").unwrap();
    shows_nothing(&format!("{:?}", calls::roles::reveal_password(&project(), &id, "app")));
}

#[tokio::test]
async fn the_key_does_not_travel_unencrypted_nor_in_an_address() {
    let key = SecretString::from(KEY);
    for base in ["http://console.neon.tech/api/v2", "http://8.8.8.8/"] {
        let error = Client::connect(base, &key).unwrap_err();
        assert_eq!(error.code(), Code::InsecureTransport, "{base}");
    }
    let refused = [
        "neon.tech",
        "ftp://x/",
        "https://u:canary-passw0rd@x/",
        "https://x/?key=1",
        "https://nèon.tech/",
        "https://xn--non-6la.tech/",
    ];
    for base in refused {
        let error = Client::connect(base, &key).unwrap_err();
        assert_eq!(error.code(), Code::InvalidConfig, "{base}");
        shows_nothing(&error.to_string());
    }
    for bad in ["", " ", "napi_canary_k3y\r\nx: y"] {
        let error = Client::connect(Client::DEFAULT_BASE, &bad.into()).unwrap_err();
        assert_eq!(error.code(), Code::InvalidConfig);
        shows_nothing(&format!("{error} {error:?}"));
    }
    Client::connect(Client::DEFAULT_BASE, &key).unwrap();
}

#[tokio::test]
async fn a_connection_that_fails_shows_no_address_with_a_login() {
    // Nothing speaks TLS there: the handshake fails after the connection.
    let setup = Setup::new().await;
    let base = setup.server.base.replace("http:", "https:");
    let client = client(&base, &JumpingClock::default());
    let error = client.send(&calls::projects::get(&project())).await.unwrap_err();
    assert_eq!(error.code(), Code::NeonUnavailable, "{error}");
    shows_nothing(&format!("{error} {error:?}"));
}
