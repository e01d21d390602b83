//! Who answers: proven before the first byte of the client, on the same session.

use skate_env_core::{Config, Environment, Purpose};
use skate_env_gateway::judge::Policy;

use crate::fixture::{Database, Running, UPSTREAM, connect, resolved, told};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_server_is_refused_before_anything_is_passed_on() {
    let database = Database::start().await;
    let port = database.port();
    let text = format!(
        "[environments.production]\nhost = \"127.0.0.1:{port}/{}\"\n\
         system_identifier = \"7000000000000000001\"\n",
        database.name
    );
    let config = Config::parse("skate-env.toml", &text).unwrap();
    for purpose in [Purpose::App, Purpose::Read, Purpose::Migrate] {
        let environment = Environment::Production;
        let policy = Policy::new(environment, purpose, false);
        let resolved = database.resolved(environment, purpose);
        let gateway = Running::start(policy, resolved, config.clone()).await;
        let refused = connect(&gateway.url()).await.map(drop).unwrap_err();
        let (state, message, hint) = told(&refused);
        assert_eq!(state, "SK006", "{message}");
        assert!(
            hint.ends_with("[not_production]") || hint.ends_with("[identity_mismatch]"),
            "{hint}"
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wrong_password_of_the_databases_is_said_without_it() {
    let database = Database::start().await;
    let url = database.url().replace(UPSTREAM, "another-c4n4ry");
    let environment = Environment::Development;
    let resolved = resolved(&url, environment, Purpose::App);
    let policy = Policy::new(environment, Purpose::App, false);
    let gateway = Running::start(policy, resolved, Config::default()).await;
    let refused = connect(&gateway.url()).await.map(drop).unwrap_err();
    let (state, message, hint) = told(&refused);
    assert_eq!(state, "08004");
    assert!(hint.ends_with("[database_refused]"), "{hint}");
    assert!(!format!("{refused:?} {message}").contains("c4n4ry"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_is_not_there_is_an_error_that_drivers_try_again() {
    let port = skate_env_local::free_port().unwrap();
    let url = format!("postgresql://postgres:{UPSTREAM}@127.0.0.1:{port}/shop");
    let environment = Environment::Development;
    let policy = Policy::new(environment, Purpose::App, false);
    let gateway =
        Running::start(policy, resolved(&url, environment, Purpose::App), Config::default()).await;
    let refused = connect(&gateway.url()).await.map(drop).unwrap_err();
    assert_eq!(told(&refused).0, "08001");
}
