//! A connection that only reads: whatever is tried, the database stays as it is.

use skate_env_core::{Environment, Purpose};
use tokio_postgres::error::SqlState;

use crate::fixture::{Database, ask, told};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_server_itself_keeps_the_session_read_only() {
    let database = Database::start().await;
    let before = database.checksum().await;
    let gateway = database.gateway(Environment::Production, Purpose::Read).await;
    let client = gateway.connect().await;
    assert_eq!(ask(&client, "SHOW transaction_read_only").await, "on");
    // A function of the database's own: the judge cannot know what it does, the server does.
    let failed = client.simple_query("SELECT wipe()").await.unwrap_err();
    assert_eq!(failed.code(), Some(&SqlState::READ_ONLY_SQL_TRANSACTION));
    assert_eq!(ask(&client, "SELECT count(*) FROM users").await, "100");
    client.simple_query("RESET ALL").await.unwrap();
    client.simple_query("DISCARD ALL").await.unwrap();
    assert_eq!(ask(&client, "SHOW transaction_read_only").await, "on");
    assert_eq!(database.checksum().await, before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_function_that_lifts_the_limit_ends_the_session() {
    let database = Database::start().await;
    let before = database.checksum().await;
    let gateway = database.gateway(Environment::Production, Purpose::Read).await;

    let client = gateway.connect().await;
    let ended = client.simple_query("SELECT unlock('off')").await.unwrap_err();
    let (state, _, hint) = told(&ended);
    assert_eq!(state, "SK005");
    assert!(hint.ends_with("[guarded_connection]"), "{hint}");
    assert!(client.simple_query("SELECT wipe()").await.unwrap_err().as_db_error().is_none());

    // Both at once: the second waits until the first was answered.
    let client = gateway.connect().await;
    let (first, second) =
        tokio::join!(client.query("SELECT unlock('off')", &[]), client.query("SELECT wipe()", &[]));
    first.unwrap_err();
    second.unwrap_err();

    // In one batch: the transaction is the one that began read-only.
    let client = gateway.connect().await;
    let batch = "SELECT unlock('off'); SELECT wipe()";
    client.simple_query(batch).await.unwrap_err();
    assert_eq!(database.checksum().await, before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn strings_that_would_be_read_otherwise_end_the_session() {
    let database = Database::start().await;
    let before = database.checksum().await;
    for purpose in [Purpose::Read, Purpose::App] {
        let gateway = database.gateway(Environment::Production, purpose).await;
        let client = gateway.connect().await;
        let (first, second) = tokio::join!(
            client.simple_query("SELECT rewrite('off')"),
            client.simple_query("SELECT '\\'; DELETE FROM posts; --'")
        );
        assert_eq!(told(&first.unwrap_err()).0, "SK005");
        second.unwrap_err();
    }
    assert_eq!(database.checksum().await, before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_role_or_database_that_writes_by_default_does_not_write_here() {
    let database = Database::start().await;
    let name = &database.name;
    for whose in [format!("ROLE postgres IN DATABASE {name}"), format!("DATABASE {name}")] {
        database.run(&format!("ALTER {whose} SET default_transaction_read_only = off")).await;
    }
    let gateway = database.gateway(Environment::Production, Purpose::Read).await;
    let client = gateway.connect().await;
    assert_eq!(ask(&client, "SHOW transaction_read_only").await, "on");
    client.simple_query("RESET ALL").await.unwrap();
    assert_eq!(ask(&client, "SHOW default_transaction_read_only").await, "on");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn statements_with_names_that_end_a_transaction_end_their_batch() {
    let database = Database::start().await;
    let before = database.checksum().await;
    let gateway = database.gateway(Environment::Production, Purpose::Read).await;
    let mut raw = crate::malformed::Raw::login(&gateway).await;
    raw.parse("c", "COMMIT").await;
    raw.parse("u", "SELECT unlock('off')").await;
    raw.parse("w", "SELECT wipe()").await;
    raw.sync().await;
    raw.until(b'Z').await;
    for name in ["u", "c", "w"] {
        raw.bind_execute(name).await;
    }
    raw.sync().await;
    let answer = raw.until(b'Z').await;
    assert!(answer.contains("[read_only_connection]"), "{answer}");
    assert_eq!(database.checksum().await, before);
}
