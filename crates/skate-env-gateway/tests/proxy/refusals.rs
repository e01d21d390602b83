//! What is refused: how a client is told, and what becomes of its transaction.

use skate_env_core::{Code, Environment, Purpose};
use skate_env_gateway::Event;
use tokio_postgres::error::SqlState;

use crate::fixture::{Database, UPSTREAM, ask, told};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refusal_has_the_code_the_sentence_and_the_way_out_and_the_session_lives() {
    let database = Database::start().await;
    let before = database.checksum().await;
    let gateway = database.gateway(Environment::Production, Purpose::App).await;
    let client = gateway.connect().await;

    for simple in [true, false] {
        for statement in ["DELETE FROM users", "TRUNCATE posts", "DROP TABLE users CASCADE"] {
            let refused = if simple {
                client.simple_query(statement).await.map(drop).unwrap_err()
            } else {
                client.execute(statement, &[]).await.map(drop).unwrap_err()
            };
            let (state, message, hint) = told(&refused);
            assert_eq!(state, "SK001");
            assert!(
                message.starts_with("The statement may destroy data in production"),
                "{message}"
            );
            assert!(hint.ends_with(" [destructive_statement]"), "{hint}");
            assert!(!format!("{refused:?}").contains(UPSTREAM));
            assert_eq!(ask(&client, "SELECT count(*) FROM users").await, "100");
        }
    }
    assert_eq!(database.checksum().await, before);
    let refused = gateway.events.all();
    let refused =
        refused.iter().filter(|it| **it == Event::Refused(Code::DestructiveStatement)).count();
    assert_eq!(refused, 6);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_transaction_fails_with_the_statement_that_is_refused() {
    let database = Database::start().await;
    let before = database.checksum().await;
    let gateway = database.gateway(Environment::Production, Purpose::App).await;
    for simple in [true, false] {
        let mut client = gateway.connect().await;
        let transaction = client.transaction().await.unwrap();
        transaction.execute("UPDATE users SET name = 'x' WHERE id = 1", &[]).await.unwrap();
        if simple {
            transaction.simple_query("DELETE FROM users").await.unwrap_err();
        } else {
            transaction.execute("DELETE FROM users", &[]).await.unwrap_err();
        }
        let failed = transaction.simple_query("SELECT 1").await.unwrap_err();
        assert_eq!(failed.code(), Some(&SqlState::IN_FAILED_SQL_TRANSACTION));
        transaction.commit().await.unwrap(); // which rolls back
        assert_eq!(ask(&client, "SELECT name FROM users WHERE id = 1").await, "n1");
    }
    assert_eq!(database.checksum().await, before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_of_a_batch_passes_if_a_part_of_it_is_refused() {
    let database = Database::start().await;
    let before = database.checksum().await;
    let gateway = database.gateway(Environment::Production, Purpose::App).await;
    let client = gateway.connect().await;
    for batch in [
        "INSERT INTO users (email) VALUES ('a'); DELETE FROM users",
        "INSERT INTO users (email) VALUES ('a'); COMMIT; TRUNCATE posts",
        "BEGIN; UPDATE users SET name = 'x' WHERE id = 1; COMMIT; DROP TABLE posts",
        "SELECT nextval('counter'); DROP SCHEMA public CASCADE",
        "INSERT INTO users (email) VALUES ('a'); SELEC",
    ] {
        client.simple_query(batch).await.unwrap_err();
    }
    assert_eq!(database.checksum().await, before);
    assert_eq!(ask(&client, "SELECT 1; SELECT 2").await, "1");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_client_asks_for_at_the_start_cannot_lift_a_limit() {
    let database = Database::start().await;
    let gateway = database.gateway(Environment::Production, Purpose::Read).await;
    for (parameters, code) in [
        ("options=-c%20default_transaction_read_only%3Doff", "guarded_connection"),
        ("options=-cdefault_transaction_read_only%3Doff", "guarded_connection"),
        ("options=--default-transaction-read-only%3Doff", "guarded_connection"),
        ("options=-c%20DEFAULT_transaction_read_only%3Dno", "guarded_connection"),
        ("options=-c%20role%3Dpostgres", "guarded_connection"),
        ("options=-O", "guarded_connection"),
        ("options=-c%20standard_conforming_strings%3Doff", "unreadable_statement"),
    ] {
        let url = format!("{}?{parameters}", gateway.url());
        let refused = crate::fixture::connect(&url).await.map(drop).unwrap_err();
        let (_, _, hint) = told(&refused);
        assert!(hint.ends_with(&format!("[{code}]")), "{parameters}: {hint}");
    }
    let own = format!("/{}", gateway.database);
    for (from, to) in [("//postgres:", "//other:"), (&own, "/postgres"), (&own, "/template1")] {
        let url = gateway.url().replace(from, to);
        let refused = crate::fixture::connect(&url).await.map(drop).unwrap_err();
        let (state, _, hint) = told(&refused);
        assert_eq!(state, "SK005");
        assert!(hint.ends_with("[guarded_connection]"), "{hint}");
    }
    let wrong = gateway.url().replace("only-for-this-run", "wrong");
    let (state, ..) = told(&crate::fixture::connect(&wrong).await.map(drop).unwrap_err());
    assert_eq!(state, "SK005");
    let url = format!("{}?options=-c%20search_path%3Dpublic%20-c%20work_mem%3D8MB", gateway.url());
    let client = crate::fixture::connect(&url).await.unwrap();
    assert_eq!(ask(&client, "SHOW work_mem").await, "8MB");
    assert_eq!(ask(&client, "SHOW default_transaction_read_only").await, "on");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_ordinary_error_of_the_servers_stays_its_own() {
    let database = Database::start().await;
    let gateway = database.gateway(Environment::Production, Purpose::App).await;
    let client = gateway.connect().await;
    let failed = client.execute("SELECT * FROM nowhere", &[]).await.unwrap_err();
    assert_eq!(failed.code(), Some(&SqlState::UNDEFINED_TABLE));
    let failed = client.simple_query("INSERT INTO users (email) VALUES ('u1@example.com')").await;
    assert_eq!(failed.unwrap_err().code(), Some(&SqlState::UNIQUE_VIOLATION));
    let failed = client.simple_query("SELECT 1/0").await;
    assert_eq!(failed.unwrap_err().code(), Some(&SqlState::DIVISION_BY_ZERO));
}
