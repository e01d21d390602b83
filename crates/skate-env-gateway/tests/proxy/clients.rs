//! Ordinary work through the gateway: as without it.

use std::time::Duration;

use futures_util::{StreamExt as _, future::join_all, pin_mut};
use skate_env_core::{Environment, Purpose};
use skate_env_gateway::Event;
use tokio_postgres::{AsyncMessage, NoTls, error::SqlState};

use crate::fixture::{Database, ask, connect};

const EVERY: [(Environment, Purpose); 4] = [
    (Environment::Development, Purpose::App),
    (Environment::Staging, Purpose::App),
    (Environment::Production, Purpose::App),
    (Environment::Production, Purpose::Read),
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn both_protocols_prepared_statements_large_rows_and_pipelines() {
    let database = Database::start().await;
    for (environment, purpose) in EVERY {
        let gateway = database.gateway(environment, purpose).await;
        let client = gateway.connect().await;
        assert_eq!(ask(&client, "SELECT 'x'").await, "x");
        let row = client.query_one("SELECT $1::int + 1", &[&41]).await.unwrap();
        assert_eq!(row.get::<_, i32>(0), 42);
        let statement = client.prepare("SELECT name FROM users WHERE id = $1").await.unwrap();
        let asked = (1..=50).map(async |id: i32| {
            client.query_one(&statement, &[&id]).await.unwrap().get::<_, String>(0)
        });
        let names = join_all(asked).await;
        assert_eq!(names[..3], ["n1", "n2", "n3"]);
        let large = client.query_one("SELECT repeat('x', 5000000)", &[]).await.unwrap();
        assert_eq!(large.get::<_, String>(0).len(), 5_000_000);
        let bytes = vec![7_u8; 3_000_000];
        let row = client.query_one("SELECT length($1::bytea)", &[&bytes]).await.unwrap();
        assert_eq!(row.get::<_, i32>(0), 3_000_000);
        let rows = client.query("SELECT n FROM generate_series(1, 20000) n", &[]).await.unwrap();
        assert_eq!(rows.len(), 20_000);
        client.simple_query("").await.unwrap();
        client.simple_query("SELECT 1; SELECT 2;").await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn transactions_cursors_and_portals() {
    let database = Database::start().await;
    let gateway = database.gateway(Environment::Production, Purpose::App).await;
    let mut client = gateway.connect().await;
    let mut transaction = client.transaction().await.unwrap();
    transaction.execute("INSERT INTO users (email) VALUES ('x')", &[]).await.unwrap();
    let savepoint = transaction.savepoint("a").await.unwrap();
    savepoint.execute("DELETE FROM users WHERE email = $1", &[&"x"]).await.unwrap();
    savepoint.rollback().await.unwrap();
    let portal = transaction.bind("SELECT id FROM users ORDER BY id", &[]).await.unwrap();
    assert_eq!(transaction.query_portal(&portal, 10).await.unwrap().len(), 10);
    assert_eq!(transaction.query_portal(&portal, 10).await.unwrap().len(), 10);
    transaction.commit().await.unwrap();
    assert_eq!(ask(&client, "SELECT count(*) FROM users").await, "101");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn notifications_arrive_while_nobody_asks() {
    let database = Database::start().await;
    let gateway = database.gateway(Environment::Production, Purpose::App).await;
    let (client, mut connection) = tokio_postgres::connect(&gateway.url(), NoTls).await.unwrap();
    let (sender, mut heard) = tokio::sync::mpsc::unbounded_channel();
    tokio::spawn(async move {
        while let Some(Ok(message)) = std::future::poll_fn(|it| connection.poll_message(it)).await {
            if let AsyncMessage::Notification(notification) = message {
                sender.send(notification.payload().to_owned()).unwrap();
            }
        }
    });
    client.batch_execute("LISTEN news").await.unwrap();
    database.run("NOTIFY news, 'from elsewhere'").await;
    assert_eq!(heard.recv().await.unwrap(), "from elsewhere");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_statement_can_be_cancelled() {
    let database = Database::start().await;
    for (environment, purpose) in EVERY {
        let gateway = database.gateway(environment, purpose).await;
        let client = gateway.connect().await;
        let token = client.cancel_token();
        let waits = client.simple_query("SELECT pg_sleep(60)");
        let cancels = async {
            // Until the server has begun, a request is for nobody.
            let watcher = connect(&database.url()).await.unwrap();
            let question = "SELECT count(*) FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(60)' \
                 AND datname = current_database()";
            while ask(&watcher, question).await == "0" {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
            token.cancel_query(NoTls).await.unwrap();
        };
        let (cancelled, ()) = tokio::join!(waits, cancels);
        assert_eq!(cancelled.unwrap_err().code(), Some(&SqlState::QUERY_CANCELED));
        assert_eq!(ask(&client, "SELECT 1").await, "1");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hundred_sessions_at_once_and_what_is_counted() {
    let database = Database::start().await;
    let gateway = database.gateway(Environment::Production, Purpose::App).await;
    let clients = join_all((0..80).map(|_| gateway.connect())).await;
    let answers =
        join_all(clients.iter().map(|client| ask(client, "SELECT count(*) FROM users"))).await;
    assert!(answers.iter().all(|answer| answer == "100"));
    let events = gateway.events.all();
    let count = |holds: fn(&Event) -> bool| events.iter().filter(|it| holds(it)).count();
    assert_eq!(count(|it| *it == Event::Attempted), 80);
    assert_eq!(count(|it| matches!(it, Event::Opened(_))), 80);
    assert_eq!(count(|it| matches!(it, Event::Answered(_))), 80);
    assert_eq!(count(|it| matches!(it, Event::Failed(_))), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rows_stream_with_the_pace_of_the_reader() {
    let database = Database::start().await;
    let gateway = database.gateway(Environment::Production, Purpose::Read).await;
    let client = gateway.connect().await;
    let rows = client
        .query_raw("SELECT repeat('x', 1000) FROM generate_series(1, 50000)", Vec::<i32>::new())
        .await
        .unwrap();
    pin_mut!(rows);
    let mut count = 0;
    while let Some(row) = rows.next().await {
        assert_eq!(row.unwrap().get::<_, &str>(0).len(), 1000);
        count += 1;
    }
    assert_eq!(count, 50_000);
}
