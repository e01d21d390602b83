//! Parents that are busy while they are copied.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::{ROWS, place_with_notes};
use crate::clone::copy_running;
use crate::clone::testing::{Place, Running, all_binaries};

/// Money moves all the time; however the copy is cut, none is lost or made.
#[tokio::test(flavor = "multi_thread")]
async fn a_copy_taken_under_writes_is_consistent_and_nobody_waits_for_it() {
    for binaries in all_binaries() {
        let place = Place::new(binaries);
        let parent = Arc::new(place.start("parent").await);
        parent
            .run(
                "CREATE TABLE accounts (id int PRIMARY KEY, balance int, filler text); \
                  INSERT INTO accounts SELECT i, 100, repeat('x', 500) \
                  FROM generate_series(0, 9999) i",
            )
            .await;
        let done = Arc::new(AtomicBool::new(false));
        let writers: Vec<_> = (0..3)
            .map(|_| tokio::spawn(transfer(Arc::clone(&parent), Arc::clone(&done))))
            .collect();
        for number in 0..3 {
            let name = format!("child{number}");
            copy_running(&parent.source, &place.path(&name)).await.unwrap();
            let child = place.start(&name).await;
            assert_eq!(child.ask("SELECT sum(balance) FROM accounts").await, "1000000");
            child.run("CHECKPOINT; REINDEX TABLE accounts").await;
        }
        done.store(true, Ordering::Relaxed);
        for writer in writers {
            let (transfers, longest) = writer.await.unwrap();
            assert!(transfers > 10, "{transfers}");
            // No bound on a busy machine's time but one: a copy is not something to wait for.
            assert!(longest < Duration::from_secs(5), "{longest:?}");
        }
    }
}

async fn transfer(parent: Arc<Running>, done: Arc<AtomicBool>) -> (u32, Duration) {
    let session = parent.session("postgres").await;
    let statement = "WITH pair AS (SELECT (random() * 9998)::int AS id) UPDATE accounts \
                     SET balance = balance + CASE accounts.id WHEN pair.id THEN 1 ELSE -1 END \
                     FROM pair WHERE accounts.id IN (pair.id, pair.id + 1)";
    let (mut transfers, mut longest) = (0, Duration::ZERO);
    while !done.load(Ordering::Relaxed) {
        let start = Instant::now();
        match session.run(statement).await {
            Ok(()) => transfers += 1,
            Err(error) => assert!(error.to_string().contains("40P01"), "{error}"),
        }
        longest = longest.max(start.elapsed());
    }
    (transfers, longest)
}

#[tokio::test(flavor = "multi_thread")]
async fn eight_copies_of_one_parent_at_once() {
    let (place, parent) = place_with_notes().await;
    let copies: Vec<_> = (0..8)
        .map(|number| {
            let (source, target) = (parent.source.clone(), place.path(&number.to_string()));
            tokio::spawn(async move { copy_running(&source, &target).await })
        })
        .collect();
    for copy in copies {
        copy.await.unwrap().unwrap();
    }
    let rows = parent.ask(ROWS).await;
    for number in 0..8 {
        assert_eq!(place.start(&number.to_string()).await.ask(ROWS).await, rows);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn relations_that_come_and_go_meanwhile_do_not_matter() {
    let (place, parent) = place_with_notes().await;
    let parent = Arc::new(parent);
    let done = Arc::new(AtomicBool::new(false));
    let (other, until) = (Arc::clone(&parent), Arc::clone(&done));
    // And the parent would let go of its log, if nobody asked it not to.
    let recycling = parent.session("postgres").await;
    let churn = tokio::spawn(async move {
        let session = other.session("postgres").await;
        while !until.load(Ordering::Relaxed) {
            session.run("CREATE TABLE gone AS SELECT * FROM notes; DROP TABLE gone").await.unwrap();
            recycling.run("SELECT pg_switch_wal(); CHECKPOINT").await.unwrap();
            session.run("CREATE DATABASE brief").await.unwrap();
            session.run("DROP DATABASE brief").await.unwrap();
        }
    });
    for number in 0..4 {
        let name = number.to_string();
        copy_running(&parent.source, &place.path(&name)).await.unwrap();
        assert_eq!(place.start(&name).await.ask(ROWS).await, parent.ask(ROWS).await);
    }
    done.store(true, Ordering::Relaxed);
    churn.await.unwrap();
}
