//! The attribute: its tests are run by another, which sees their output.
#![expect(clippy::disallowed_methods, reason = "a test learns from its parent where the server is")]

use std::process::Command;

use skate_env_core::Variables;
use skate_env_testing::{Options, TestDatabase, list_kept};

use crate::fixture::{Server, ask, connect};

/// What the parent says of the server.
pub(crate) fn variables_of_parent() -> Variables {
    let names = ["SKATE_ENV_TEST_HOME", "SKATE_ENV_TEST_IDLE", "SKATE_ENV_POSTGRES_BIN"];
    names.into_iter().filter_map(|name| Some((name, std::env::var(name).ok()?))).collect()
}

/// The options of the tests below, in the folder that the parent names.
pub(crate) fn of_parent(_: &str) -> Options {
    let folder = std::env::var("FIXTURE").unwrap();
    let sql = std::path::Path::new(&folder).join("of_parent.sql");
    Options::new(folder, &variables_of_parent()).pool(4).seed_file(sql)
}

/// Runs ignored tests of this program.
pub(crate) fn ignored(server: &Server, filter: &str) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args([filter, "--ignored", "--exact", "--nocapture"]);
    command.env("FIXTURE", server.folder());
    let variables = server.variables();
    for name in variables.names() {
        command.env(name, variables.get(name).unwrap());
    }
    // Once: a child that reads it while it is written would see another content.
    if !server.path("of_parent.sql").exists() {
        server.sql("of_parent", "CREATE TABLE claims (owner text)");
    }
    command
}

#[skate_env_testing::test(of_parent)]
#[ignore = "run by `the_attribute_gives_a_test_a_database`"]
async fn an_async_test(database: TestDatabase) {
    let client = connect(database.url()).await;
    assert_eq!(ask::<i64>(&client, "SELECT count(*) FROM claims").await, 0);
}

#[skate_env_testing::test(of_parent)]
#[ignore = "run by `the_attribute_gives_a_test_a_database`"]
fn a_test_without_a_runtime(database: TestDatabase) -> Result<(), String> {
    if database.name().starts_with("skate_env_test_1_") { Ok(()) } else { Err("name".to_owned()) }
}

#[skate_env_testing::test(of_parent)]
#[ignore = "run by `the_attribute_gives_a_test_a_database`"]
#[should_panic(expected = "on purpose")]
fn a_test_that_should_panic(database: TestDatabase) {
    drop(database);
    panic!("on purpose");
}

#[skate_env_testing::test(of_parent)]
#[ignore = "run by `a_test_that_fails_keeps_its_database_and_says_how_to_open_it`"]
async fn a_test_that_panics(database: TestDatabase) {
    connect(database.url()).await.batch_execute("INSERT INTO claims VALUES ('me')").await.unwrap();
    panic!("on purpose");
}

#[skate_env_testing::test(of_parent)]
#[ignore = "run by `a_test_that_fails_keeps_its_database_and_says_how_to_open_it`"]
async fn a_test_that_returns_an_error(database: TestDatabase) -> Result<(), &'static str> {
    connect(database.url()).await.batch_execute("INSERT INTO claims VALUES ('me')").await.unwrap();
    Err("on purpose")
}

#[test]
fn the_attribute_gives_a_test_a_database() {
    let server = Server::shared();
    for name in ["an_async_test", "a_test_without_a_runtime", "a_test_that_should_panic"] {
        let output = ignored(&server, &format!("macros::{name}")).output().unwrap();
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success() && text.contains("1 passed"), "{name}: {text}");
    }
}

#[tokio::test]
async fn a_test_that_fails_keeps_its_database_and_says_how_to_open_it() {
    let server = Server::new();
    for name in ["a_test_that_panics", "a_test_that_returns_an_error"] {
        let output = ignored(&server, &format!("macros::{name}")).output().unwrap();
        assert!(!output.status.success(), "{name}");
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        let line = text.lines().find_map(|line| line.split_once("kept: psql \"")).unwrap().1;
        let (url, rest) = line.split_once('"').unwrap();
        assert_eq!(rest, " (skate-env test keep list|drop)");
        let client = connect(url).await;
        assert_eq!(ask::<String>(&client, "SELECT owner FROM claims").await, "me");
        let choice = server.choice();
        let kept = tokio::task::spawn_blocking(move || list_kept(&choice).unwrap()).await.unwrap();
        assert_eq!(kept[0].label, format!("databases::macros::{name}"));
    }
}
