//! Two processes that ask for one branch at once.
#![expect(clippy::disallowed_methods, reason = "a process learns from its parent where to ask")]

use std::{env, process::Stdio};

use skate_env_core::neon::{calls, lifecycle::EnsureOutcome};
use tokio::process::Command;

use crate::{
    clock::JumpingClock,
    setup::{NAME, Setup, branches, client, project, spec},
};

const SERVER: &str = "SKATE_ENV_TEST_NEON_SERVER";
const CHILD: &str = "processes::a_child_that_ensures";

/// The other processes: `two_processes_end_with_one_branch` starts this test in them.
#[tokio::test]
#[ignore = "two_processes_end_with_one_branch runs it"]
async fn a_child_that_ensures() {
    let base = env::var(SERVER).expect("its parent says where the server is");
    let ensured = branches(client(&base, &JumpingClock::default())).ensure(&spec()).await.unwrap();
    assert!([EnsureOutcome::Created, EnsureOutcome::Reused].contains(&ensured.outcome));
}

#[tokio::test]
#[ignore = "a_proxy_is_used_where_the_variables_name_one runs it"]
async fn a_child_behind_a_proxy() {
    let client = client("http://neon.internal/api/v2", &JumpingClock::default());
    client.send(&calls::projects::get(&project())).await.unwrap();
}

#[tokio::test]
async fn a_proxy_is_used_where_the_variables_name_one() {
    let setup = Setup::new().await;
    let proxy = setup.server.base.replace("http://", "http://user:password@");
    let mut command = Command::new(env::current_exe().unwrap());
    command.args(["--ignored", "--exact", "processes::a_child_behind_a_proxy"]);
    let output = command.env("http_proxy", proxy).env_remove("no_proxy").output().await.unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let heads = setup.fake.heads();
    assert!(heads[0].starts_with("GET http://neon.internal/api/v2/projects/p1 "), "{heads:?}");
    assert!(heads[0].contains("proxy-authorization: Basic dXNlcjpwYXNzd29yZA=="), "{heads:?}");
}

#[tokio::test]
async fn two_processes_end_with_one_branch() {
    for same_names in [false, true] {
        let setup = Setup::new().await;
        setup.fake.state.lock().unwrap().same_names = same_names;
        // Neither is answered before both have asked: both have looked and found nothing.
        setup.fake.let_creations_meet(2);
        let child = || {
            let mut command = Command::new(env::current_exe().unwrap());
            command.args(["--ignored", "--exact", CHILD]).env(SERVER, &setup.server.base);
            command.stdout(Stdio::piped()).stderr(Stdio::piped()).output()
        };
        let (one, other) = tokio::join!(child(), child());
        for output in [one.unwrap(), other.unwrap()] {
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        }
        assert_eq!(setup.fake.count("POST /projects/p1/branches"), 2, "both asked for one");
        let named = setup.fake.names().iter().filter(|name| *name == NAME).count();
        assert_eq!(named, 1, "same names: {same_names}");
    }
}
