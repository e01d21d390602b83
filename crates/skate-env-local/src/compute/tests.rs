//! Computes with real servers.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use skate_env_core::Code;
use tokio::task::JoinSet;

use super::{Compute, StopHook};
use crate::fixture::{
    all_binaries, app, ask, connect, folder, kill, options, process, spec, spec_with, until,
};

const SHORT: Duration = Duration::from_millis(300);

fn is_suspended(compute: &Compute) -> bool {
    compute.usage().running_since.is_none()
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_concurrent_wakes_start_one_server_and_a_suspended_compute_has_none() {
    for binaries in all_binaries() {
        let folder = folder();
        let compute = Compute::new(spec_with(binaries, folder.path(), options("br-many")));
        assert_eq!(process(folder.path()), None);
        assert!(compute.lease_if_running().await.is_none());

        let mut wakes = JoinSet::new();
        for _ in 0..50 {
            let compute = compute.clone();
            wakes.spawn(async move { compute.wake().await.unwrap().port() });
        }
        let mut ports = wakes.join_all().await;
        ports.dedup();
        assert_eq!(ports.len(), 1);
        assert!((30_000..32_768).contains(&ports[0]));
        assert_eq!(compute.usage().starts, 1);
        assert!(process(folder.path()).is_some());

        compute.suspend().await.unwrap();
        assert_eq!(process(folder.path()), None);
        let usage = compute.usage();
        assert!(usage.running_since.is_none() && usage.suspended_at.is_some());
        assert!(usage.running_for > Duration::ZERO && usage.started_at.is_some());
        assert!(usage.last_active >= usage.started_at);
        assert_eq!(compute.usage().running_for, usage.running_for);
        compute.suspend().await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_idle_session_is_closed_after_the_limit() {
    let folder = folder();
    let compute = Compute::new(spec(folder.path(), options("br-idle")));
    let app = app(&compute).await;
    let client = connect(&app, "postgres").await.unwrap();
    assert_eq!(ask(&client, "SHOW cluster_name").await, "br-idle");
    assert!(!is_suspended(&compute));
    compute.set_suspend_after(Some(SHORT));
    until("suspended", || is_suspended(&compute)).await;
    assert_eq!(process(folder.path()), None);
    assert!(client.is_closed() || client.simple_query("SELECT 1").await.is_err());
    // The next start is an ordinary one.
    let lease = compute.wake().await.unwrap();
    assert!(connect(&lease.superuser(), "postgres").await.is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_running_query_and_an_open_transaction_keep_it_awake() {
    let folder = folder();
    let compute = Compute::new(spec(folder.path(), options("br-busy")));
    let app = app(&compute).await;
    compute.set_suspend_after(Some(SHORT));
    let client = connect(&app, "postgres").await.unwrap();
    client.batch_execute("SELECT pg_sleep(1.5)").await.unwrap();
    client.batch_execute("BEGIN").await.unwrap();
    let start = Instant::now();
    while start.elapsed() < 5 * SHORT {
        assert!(!client.is_closed());
        tokio::time::sleep(SHORT / 5).await;
    }
    assert_eq!(compute.usage().starts, 1);
    client.batch_execute("COMMIT").await.unwrap();
    until("suspended", || is_suspended(&compute)).await;
    assert_eq!(compute.usage().starts, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lease_keeps_it_awake_and_hears_of_the_end() {
    let folder = folder();
    let mut spec = spec(folder.path(), options("br-leased"));
    spec.suspend_after = Some(SHORT);
    let compute = Compute::new(spec);
    let lease = compute.wake().await.unwrap();
    assert!(tokio::time::timeout(4 * SHORT, lease.ended()).await.is_err());
    assert!(process(folder.path()).is_some());
    let suspend = tokio::spawn({
        let compute = compute.clone();
        async move { compute.suspend().await }
    });
    lease.ended().await;
    suspend.await.unwrap().unwrap();
    assert_eq!(process(folder.path()), None);
    drop(lease);
    drop(compute.wake().await.unwrap());
    until("suspended", || is_suspended(&compute)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_crashed_is_started_again() {
    let folder = folder();
    let compute = Compute::new(spec(folder.path(), options("br-crashed")));
    let app = app(&compute).await;
    let client = connect(&app, "postgres").await.unwrap();
    // A session that computes notices late that its server has ended, and blocks the next start.
    let work = "DO $$ DECLARE last timestamptz := clock_timestamp() + '2 s';
                BEGIN WHILE clock_timestamp() < last LOOP END LOOP; END $$";
    let busy = tokio::spawn(async move { client.batch_execute(work).await });
    let observer = connect(&app, "postgres").await.unwrap();
    let running = "SELECT count(*)::text FROM pg_stat_activity WHERE query LIKE 'DO%' \
                   AND state = 'active'";
    while ask(&observer, running).await != "1" {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let before = compute.wake().await.unwrap();
    kill(process(folder.path()).unwrap());
    until("killed", || process(folder.path()).is_none()).await;
    let lease = compute.wake().await.unwrap();
    before.ended().await;
    // It may have got its answer in time.
    let _ = busy.await.unwrap();
    assert_eq!(compute.usage().starts, 2);
    let client = connect(&lease.superuser(), "postgres").await.unwrap();
    assert_eq!(
        ask(&client, "SELECT rolname::text FROM pg_roles WHERE rolname = 'app'").await,
        "app"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn one_failed_start_is_the_error_of_all_callers() {
    let folder = folder();
    let compute = Compute::new(spec(folder.path(), options("br-broken")));
    let settings = folder.path().join("data/postgresql.auto.conf");
    std::fs::write(&settings, "no_such_setting = 1\n").unwrap();
    let mut wakes = JoinSet::new();
    for _ in 0..10 {
        let compute = compute.clone();
        wakes.spawn(async move { compute.wake().await.err().unwrap() });
    }
    let mut failures = wakes.join_all().await;
    assert_eq!(failures[0].code(), Code::StartFailed);
    failures.dedup_by(|a, b| Arc::ptr_eq(a, b));
    assert!(failures.len() < 10, "{} starts for ten waiters", failures.len());
    // A later caller tries again.
    std::fs::write(&settings, "").unwrap();
    assert!(compute.wake().await.is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn missing_data_is_never_replaced_by_an_empty_database() {
    let folder = folder();
    let compute = Compute::new(spec(folder.path(), options("br-lost")));
    std::fs::rename(folder.path().join("data"), folder.path().join("elsewhere")).unwrap();
    assert_eq!(compute.wake().await.err().unwrap().code(), Code::Io);
    assert!(!folder.path().join("data").exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wake_whose_caller_is_cancelled_is_completed() {
    let folder = folder();
    let compute = Compute::new(spec(folder.path(), options("br-given-up")));
    let waiter = tokio::spawn({
        let compute = compute.clone();
        async move { compute.wake().await.map(drop) }
    });
    until("starting", || folder.path().join("data/postmaster.pid").exists()).await;
    waiter.abort();
    assert!(waiter.await.unwrap_err().is_cancelled());
    assert!(compute.wake().await.is_ok());
    assert_eq!(compute.usage().starts, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn it_restarts_serves_another_cluster_and_is_shut_down_for_good() {
    let folder = folder();
    let (first, second) = (folder.path().join("first"), folder.path().join("second"));
    let compute = Compute::new(spec(&first, options("br-moved")));
    drop(spec(&second, options("br-moved")));
    app(&compute).await;
    let before = process(&first).unwrap();
    compute.restart().await.unwrap();
    assert_ne!(process(&first).unwrap(), before);

    compute.replace(second.clone()).await.unwrap();
    assert_eq!((process(&first), process(&second)), (None, None));
    let lease = compute.wake().await.unwrap();
    assert!(process(&second).is_some());
    let client = connect(&lease.superuser(), "postgres").await.unwrap();
    let roles = "SELECT count(*)::text FROM pg_roles WHERE rolname = 'app'";
    assert_eq!(ask(&client, roles).await, "0");

    compute.shut_down().await.unwrap();
    assert_eq!(process(&second), None);
    assert_eq!(compute.wake().await.err().unwrap().code(), Code::ShutDown);
    assert_eq!(compute.restart().await.err().unwrap().code(), Code::ShutDown);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_stop_hook_runs_before_the_stop_and_has_a_time_limit() {
    let folder = folder();
    let mut spec = spec(folder.path(), options("br-noted"));
    let answered = Arc::new(AtomicBool::new(false));
    let hook_answered = answered.clone();
    let hook: StopHook = Box::new(move |superuser| {
        let answered = hook_answered.clone();
        Box::pin(async move {
            let client = connect(&superuser, "postgres").await.unwrap();
            answered.store(ask(&client, "SHOW cluster_name").await == "br-noted", Ordering::SeqCst);
            std::future::pending::<()>().await;
        })
    });
    spec.before_stop = Some(hook);
    let compute = Compute::new(spec);
    drop(compute.wake().await.unwrap());
    let limit = Duration::from_secs(30);
    tokio::time::timeout(limit, compute.suspend()).await.unwrap().unwrap();
    assert!(answered.load(Ordering::SeqCst));
    assert_eq!(process(folder.path()), None);
}
