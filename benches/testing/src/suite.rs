//! A suite of 50 files: each with a database of its own, by as many workers as there are processors;
//! and the same tests one after the other on one database, whose tables are emptied before each.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use skate_env_testing::{Options, TestDatabase};
use tokio_postgres::{Client, NoTls};

use crate::fixture::{Fixture, Outcome, TABLES};

pub(crate) const FILES: usize = 50;
pub(crate) const TESTS_OF_A_FILE: usize = 5;
/// What a test does besides: code of the application, a browser, an API.
const OTHER_WORK: Duration = Duration::from_millis(20);

/// How long all files take, each with its own database. The workers are tasks of this process.
pub(crate) async fn of_own_databases(options: &Options, workers: usize) -> Outcome<Duration> {
    let begun = Instant::now();
    let files: Arc<Mutex<VecDeque<usize>>> = Arc::new(Mutex::new((0..FILES).collect()));
    let tasks: Vec<_> = (0..workers)
        .map(|_| {
            let (files, options) = (Arc::clone(&files), options.clone());
            tokio::spawn(async move {
                let next = || files.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
                while next().is_some() {
                    let database = TestDatabase::create(&options).await?;
                    let client = connect(database.url()).await?;
                    for number in 0..TESTS_OF_A_FILE {
                        // The tests of one file follow each other on what the one before left.
                        test(&client, 1_000 * (number + 1)).await?;
                    }
                }
                Outcome::Ok(())
            })
        })
        .collect();
    for task in tasks {
        task.await??;
    }
    Ok(begun.elapsed())
}

/// How long the same tests take on one database that is migrated first.
pub(crate) async fn of_one_database(url: &str) -> Outcome<Duration> {
    let begun = Instant::now();
    let client = connect(url).await?;
    client.batch_execute(&Fixture::schema()).await?;
    let tables: Vec<_> = (0..TABLES).map(|number| format!("t{number}")).collect();
    let truncate = format!("TRUNCATE {} RESTART IDENTITY", tables.join(", "));
    for _ in 0..FILES * TESTS_OF_A_FILE {
        client.batch_execute(&truncate).await?;
        test(&client, 1_000).await?;
    }
    Ok(begun.elapsed())
}

/// Writes into a few tables and reads what it wrote.
async fn test(client: &Client, first: usize) -> Outcome<()> {
    for table in 0..5 {
        let insert = format!(
            "INSERT INTO t{table} (id, name) SELECT n, 'test' FROM generate_series({first}, {}) n",
            first + 19
        );
        client.batch_execute(&insert).await?;
    }
    let count = format!("SELECT count(*) FROM t0 JOIN t1 USING (id) WHERE id >= {first}");
    let found: i64 = client.query_one(&count, &[]).await?.get(0);
    if found != 20 {
        return Err(format!("{found} rows of this test, not 20").into());
    }
    tokio::time::sleep(OTHER_WORK).await;
    Ok(())
}

async fn connect(url: &str) -> Outcome<Client> {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await?;
    tokio::spawn(connection);
    Ok(client)
}
