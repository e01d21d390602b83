//! Copies of busy parents.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::{ROWS, parent_with_notes};
use crate::clone::copy_running;
use crate::clone::fixture::{RunningCluster, TestClusters};
use crate::fixture::all_binaries;

/// Transfers between accounts: the sum is the same in every copy.
#[tokio::test(flavor = "multi_thread")]
async fn a_copy_during_writes_is_consistent_and_no_client_waits_for_it() {
    for binaries in all_binaries() {
        let clusters = TestClusters::new(binaries);
        let parent = Arc::new(clusters.start("parent").await);
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
            copy_running(&parent.source, &clusters.path(&name)).await.unwrap();
            let child = clusters.start(&name).await;
            assert_eq!(child.ask("SELECT sum(balance) FROM accounts").await, "1000000");
            child.run("CHECKPOINT; REINDEX TABLE accounts").await;
        }
        done.store(true, Ordering::Relaxed);
        for writer in writers {
            let (transfers, longest) = writer.await.unwrap();
            assert!(transfers > 10, "{transfers}");
            // A generous limit for busy machines: clients do not wait for a copy.
            assert!(longest < Duration::from_secs(5), "{longest:?}");
        }
    }
}

async fn transfer(parent: Arc<RunningCluster>, done: Arc<AtomicBool>) -> (u32, Duration) {
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
async fn eight_concurrent_copies_of_one_parent() {
    let (clusters, parent) = parent_with_notes().await;
    let copies: Vec<_> = (0..8)
        .map(|number| {
            let (source, target) = (parent.source.clone(), clusters.path(&number.to_string()));
            tokio::spawn(async move { copy_running(&source, &target).await })
        })
        .collect();
    for copy in copies {
        copy.await.unwrap().unwrap();
    }
    let rows = parent.ask(ROWS).await;
    for number in 0..8 {
        assert_eq!(clusters.start(&number.to_string()).await.ask(ROWS).await, rows);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn relations_that_are_created_and_dropped_meanwhile_do_not_disturb() {
    let (clusters, parent) = parent_with_notes().await;
    let parent = Arc::new(parent);
    let done = Arc::new(AtomicBool::new(false));
    let (other, until) = (Arc::clone(&parent), Arc::clone(&done));
    // Without the copy's slot, the parent would remove log files that the copy needs.
    let recycling = parent.session("postgres").await;
    let churn = tokio::spawn(async move {
        let session = other.session("postgres").await;
        while !until.load(Ordering::Relaxed) {
            session
                .run("CREATE TABLE dropped AS SELECT * FROM notes; DROP TABLE dropped")
                .await
                .unwrap();
            recycling.run("SELECT pg_switch_wal(); CHECKPOINT").await.unwrap();
            session.run("CREATE DATABASE brief").await.unwrap();
            session.run("DROP DATABASE brief").await.unwrap();
        }
    });
    for number in 0..4 {
        let name = number.to_string();
        copy_running(&parent.source, &clusters.path(&name)).await.unwrap();
        assert_eq!(clusters.start(&name).await.ask(ROWS).await, parent.ask(ROWS).await);
    }
    done.store(true, Ordering::Relaxed);
    churn.await.unwrap();
}
