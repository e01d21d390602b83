//! Which role and database a URL is for, and servers on this machine.

use serde_json::json;
use skate_env_core::{
    Code, Config, Environment, Pin,
    neon::{
        BranchRef, Error,
        lifecycle::{Branches, Connection, Production},
    },
};

use crate::setup::{NAME, Setup, branches, project, spec};

async fn with_roles(policy: &str, roles: &'static [&'static str]) -> Result<Connection, Error> {
    let setup = Setup::new().await;
    setup.branches().ensure(&spec()).await.unwrap();
    setup.fake.lie(|_, path, answer| {
        if path.ends_with("/roles") {
            let role = |name: &&str| json!({ "branch_id": "br-a", "name": name });
            answer["roles"] = roles.iter().map(role).collect();
        }
    });
    let config = Config::parse("skate-env.toml", policy).unwrap();
    let production = Production::new([Pin::parse("ep-cool-darkness-100000").unwrap()]).unwrap();
    let branches = Branches::new(setup.client.clone(), project(), production, config);
    branches.connection(&BranchRef::name(NAME), Environment::Preview).await
}

#[tokio::test]
async fn a_role_is_chosen_by_a_rule_that_is_said() {
    let cases: [(&'static [&'static str], &str, &str); 3] = [
        (&["app"], "app", "it is the only one"),
        (&["app", "neondb_owner", "reader"], "neondb_owner", "it is Neon's usual one"),
        (
            &["authenticator", "app", "anonymous"],
            "app",
            "it is the only one that is not a service's",
        ),
    ];
    for (roles, name, reason) in cases {
        let role = with_roles("", roles).await.unwrap().role;
        assert_eq!((role.name.as_str(), role.reason), (name, reason));
    }
    let error = with_roles("", &["a", "b"]).await.unwrap_err();
    assert_eq!(error.code(), Code::AmbiguousName);
    assert!(error.message().contains("a, b"), "{error}");
}

#[tokio::test]
async fn a_role_of_the_policy_must_be_there() {
    let policy = "[environments.preview]\nrole = \"reader\"\n";
    let role = with_roles(policy, &["neondb_owner", "reader"]).await.unwrap().role;
    assert_eq!((role.name.as_str(), role.reason), ("reader", "skate-env.toml names it"));
    let error = with_roles(policy, &["neondb_owner"]).await.unwrap_err();
    assert_eq!(error.code(), Code::InvalidConfig);
    assert!(error.message().contains("has no role `reader`; it has: neondb_owner"), "{error}");
}

/// As skate-env-local answers: every branch on this machine, told apart by its port.
fn on_this_machine(setup: &Setup, url_port: u16) {
    setup.fake.lie(move |_, path, answer| {
        let port = if path.contains("connection_uri") { url_port } else { 20_002 };
        let mut text = answer.to_string();
        for host in ["ep-new-compute-300001-pooler", "ep-new-compute-300001"] {
            let host = format!("{host}.eu-central-1.aws.neon.tech");
            text = text.replace(&host, &format!("127.0.0.1:{port}"));
        }
        *answer = serde_json::from_str(&text).unwrap();
    });
}

#[tokio::test]
async fn on_this_machine_ports_tell_branches_apart() {
    for (url_port, code) in [
        (20_002, None),
        (20_001, Some(Code::ProductionTarget)),
        (20_003, Some(Code::InvalidAnswer)),
    ] {
        let setup = Setup::new().await;
        on_this_machine(&setup, url_port);
        let policy = "[environments.production]\nbranch = \"main\"\nhost = \"127.0.0.1:20001\"\n";
        let config = Config::parse("skate-env.toml", policy).unwrap();
        let production = Production::of_config(&config).unwrap();
        let local = Branches::new(setup.client.clone(), project(), production, config);
        let ensured = local.ensure(&spec()).await;
        assert_eq!(ensured.as_ref().err().map(Error::code), code, "{ensured:?}");
        // Elsewhere the same answers are no contradictory_answer: nothing is pinned on this machine.
        if url_port == 20_002 {
            branches(setup.client.clone()).ensure(&spec()).await.unwrap();
        }
    }
}
