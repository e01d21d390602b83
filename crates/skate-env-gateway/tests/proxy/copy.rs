//! COPY in both directions, in both protocols, and what is refused of it.

use bytes::Bytes;
use futures_util::{SinkExt as _, TryStreamExt as _, pin_mut};
use skate_env_core::{Environment, Purpose};

use crate::{
    fixture::{Database, ask, told},
    malformed::Raw,
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rows_are_copied_in_and_out_through_the_judge() {
    let database = Database::start().await;
    let gateway = database.gateway(Environment::Production, Purpose::App).await;
    let client = gateway.connect().await;
    for round in 0..3 {
        let sink = client.copy_in("COPY users (email, name) FROM STDIN").await.unwrap();
        pin_mut!(sink);
        for part in 0..20 {
            let rows: Vec<_> =
                (0..500).map(|row| format!("c{round}-{part}-{row}\tname\n")).collect();
            sink.send(Bytes::from(rows.concat())).await.unwrap();
        }
        assert_eq!(sink.finish().await.unwrap(), 10_000);
        assert_eq!(ask(&client, "SELECT 1").await, "1");
    }
    let stream = client.copy_out("COPY (SELECT email FROM users) TO STDOUT").await.unwrap();
    let parts: Vec<Bytes> = stream.try_collect().await.unwrap();
    let text = String::from_utf8(parts.concat()).unwrap();
    let lines = text.lines().count();
    assert_eq!(lines, 30_100);
    assert_eq!(ask(&client, "SELECT count(*) FROM users").await, "30100");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_copy_that_fails_leaves_the_session_in_step() {
    let database = Database::start().await;
    let gateway = database.gateway(Environment::Production, Purpose::App).await;
    // tokio-postgres itself loses step after a failed COPY.
    let mut raw = Raw::login(&gateway).await;
    for _ in 0..3 {
        raw.parse("", "COPY users (id, email) FROM STDIN").await;
        raw.bind_execute("").await;
        raw.sync().await; // which the server swallows
        raw.until(b'G').await;
        raw.send(b'd', b"no number\tx\n").await;
        raw.send(b'c', b"").await;
        raw.sync().await;
        assert!(raw.until(b'Z').await.contains("22P02"));
        raw.parse("", "COPY nowhere FROM STDIN").await;
        raw.bind_execute("").await;
        raw.sync().await;
        assert!(raw.until(b'Z').await.contains("42P01"));
        raw.query("SELECT 'alive'").await;
        assert!(raw.until(b'Z').await.contains("alive"));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn copies_by_the_simple_protocol_one_after_another() {
    let database = Database::start().await;
    let gateway = database.gateway(Environment::Production, Purpose::App).await;
    let mut raw = Raw::login(&gateway).await;
    raw.query("COPY users (email) FROM STDIN; COPY users (email) FROM STDIN; SELECT 'end'").await;
    for name in ["first", "second"] {
        raw.until(b'G').await;
        raw.send(b'd', format!("{name}\n").as_bytes()).await;
        raw.send(b'c', b"").await;
    }
    let answer = raw.until(b'Z').await;
    assert!(answer.contains("end"), "{answer}");
    // A client that says that it failed.
    raw.query("COPY users (email) FROM STDIN").await;
    raw.until(b'G').await;
    raw.send(b'f', b"changed my mind\0").await;
    assert!(raw.until(b'Z').await.contains("57014"));
    raw.query("SELECT count(*) FROM users WHERE email IN ('first', 'second')").await;
    assert!(raw.until(b'Z').await.contains('2'));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_connection_that_only_reads_copies_out_alone() {
    let database = Database::start().await;
    let before = database.checksum().await;
    let gateway = database.gateway(Environment::Production, Purpose::Read).await;
    let client = gateway.connect().await;
    let stream = client.copy_out("COPY users TO STDOUT").await.unwrap();
    let parts: Vec<Bytes> = stream.try_collect().await.unwrap();
    assert!(!parts.is_empty());
    for statement in
        ["COPY users FROM STDIN", "COPY users TO PROGRAM 'true'", "COPY users TO '/tmp/users'"]
    {
        let refused = client.simple_query(statement).await.unwrap_err();
        assert_eq!(told(&refused).0, "SK003", "{statement}");
    }
    assert_eq!(database.checksum().await, before);
}
