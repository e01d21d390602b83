//! Histories of real servers.

use std::time::Duration;

use jiff::Timestamp;
use skate_env_core::Code;
use tokio_postgres::types::PgLsn;

use super::{History, RecoveryTarget};
use crate::clone::copy_running;
use crate::clone::fixture::{RunningCluster, TestClusters};
use crate::fixture::all_binaries;

async fn root() -> (TestClusters, RunningCluster, History) {
    let clusters = TestClusters::new(all_binaries().remove(0));
    let (root, history) = clusters.start_root("root").await;
    history.ensure_base_backup(&root.source).await.unwrap();
    (clusters, root, history)
}

async fn now(root: &RunningCluster) -> Timestamp {
    crate::clone::now(&root.session("postgres").await).await.unwrap()
}

async fn position(root: &RunningCluster) -> RecoveryTarget {
    RecoveryTarget::Lsn(root.ask("SELECT pg_current_wal_lsn()").await.parse().unwrap())
}

const COUNT: &str = "SELECT count(*) FROM notes";

#[tokio::test(flavor = "multi_thread")]
async fn rows_come_back_by_time_and_by_position() {
    for binaries in all_binaries() {
        let clusters = TestClusters::new(binaries.clone());
        let (root, history) = clusters.start_root("root").await;
        assert_eq!(history.earliest().unwrap(), None);
        history.ensure_base_backup(&root.source).await.unwrap();
        root.run("CREATE TABLE notes (id int); INSERT INTO notes SELECT generate_series(1, 100)")
            .await;
        let (time, lsn) = (now(&root).await, position(&root).await);
        root.run("INSERT INTO notes VALUES (101)").await;
        let later = position(&root).await;
        // The very next record is a commit, and not part of the state at this position.
        let late = root.session("postgres").await;
        late.run("BEGIN; INSERT INTO notes VALUES (102)").await.unwrap();
        let before = root.ask("SELECT pg_current_wal_insert_lsn()").await;
        let before = RecoveryTarget::Lsn(before.parse().unwrap());
        late.run("COMMIT").await.unwrap();
        root.run("DELETE FROM notes").await;
        for (name, point, rows) in [
            ("by time", RecoveryTarget::Time(time), "100"),
            ("by lsn", lsn, "100"),
            ("later", later, "101"),
            ("before", before, "101"),
        ] {
            let target = clusters.path(name);
            history.recover(&root.source, &binaries, point, &target).await.unwrap();
            let restored = clusters.start(name).await;
            assert_eq!(restored.ask(COUNT).await, rows, "{name}");
            assert_eq!(restored.ask("SELECT pg_is_in_recovery()").await, "false");
            assert_eq!(restored.ask("SELECT current_setting('archive_mode')").await, "off");
            restored.run("INSERT INTO notes VALUES (0)").await;
        }
        assert_eq!(root.ask(COUNT).await, "0");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_idle_server_can_be_restored_to_now_and_to_a_while_ago() {
    let (clusters, root, history) = root().await;
    root.run("CREATE TABLE notes (id int)").await;
    // After these moments nothing is written but what the recovery itself writes.
    let (time, lsn) = (now(&root).await, position(&root).await);
    for (name, target) in
        [("time", RecoveryTarget::Time(time)), ("lsn", lsn), ("again", RecoveryTarget::Time(time))]
    {
        history
            .recover(&root.source, &clusters.binaries, target, &clusters.path(name))
            .await
            .unwrap();
        assert_eq!(clusters.start(name).await.ask(COUNT).await, "0", "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_moment_that_is_not_kept_is_refused_by_name_and_leaves_nothing() {
    let (clusters, root, history) = root().await;
    let earliest = history.earliest().unwrap().unwrap();
    let hour = Duration::from_secs(3600);
    let behind = u64::from(root.ask("SELECT pg_current_wal_lsn()").await.parse::<PgLsn>().unwrap());
    for point in [
        RecoveryTarget::Time(earliest - hour),
        RecoveryTarget::Time(earliest - Duration::from_micros(1)),
        RecoveryTarget::Time(now(&root).await + hour),
        RecoveryTarget::Lsn("0/1".parse().unwrap()),
        RecoveryTarget::Lsn((behind + (1 << 30)).into()),
    ] {
        let target = clusters.path("target");
        let error =
            history.recover(&root.source, &clusters.binaries, point, &target).await.unwrap_err();
        assert_eq!(error.code(), Code::PointNotKept);
        assert!(error.to_string().contains(&earliest.to_string()), "{error}");
        assert!(!target.exists());
    }
    history
        .recover(
            &root.source,
            &clusters.binaries,
            RecoveryTarget::Time(earliest),
            &clusters.path("first"),
        )
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restored_root_begins_a_history_of_its_own() {
    let (clusters, root, history) = root().await;
    root.run("CREATE TABLE notes (id int)").await;
    let point = RecoveryTarget::Time(now(&root).await);
    history
        .recover(&root.source, &clusters.binaries, point, &clusters.path("second"))
        .await
        .unwrap();
    drop(root);
    let (root, history) = clusters.start_root("second").await;
    assert_eq!(history.earliest().unwrap(), None);
    history.ensure_base_backup(&root.source).await.unwrap();
    root.run("INSERT INTO notes VALUES (1)").await;
    let point = RecoveryTarget::Time(now(&root).await);
    root.run("DELETE FROM notes").await;
    history
        .recover(&root.source, &clusters.binaries, point, &clusters.path("third"))
        .await
        .unwrap();
    assert_eq!(clusters.start("third").await.ask(COUNT).await, "1");
    copy_running(&root.source, &clusters.path("copy")).await.unwrap();
    assert_eq!(clusters.start("copy").await.ask(COUNT).await, "0");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_older_than_the_retention_is_removed() {
    let (clusters, root, history) = root().await;
    let first = history.earliest().unwrap().unwrap();
    let write = "CREATE TABLE IF NOT EXISTS notes (id text); \
                 INSERT INTO notes SELECT repeat(md5(i::text), 30) FROM generate_series(1, 80000) i";
    let retention = Duration::from_millis(200);
    history.prune(&root.source, retention).await.unwrap();
    assert_eq!(history.earliest().unwrap().unwrap(), first, "little was written: no new base");
    root.run(write).await;
    history.archive_now(&root.session("postgres").await).await.unwrap();
    let files = history.archived().unwrap();
    assert!(files.len() > 16, "{files:?}");
    history.prune(&root.source, super::DEFAULT_RETENTION).await.unwrap();
    assert_eq!(history.archived().unwrap().len(), files.len(), "all of it may be asked for");
    // An incomplete base backup of a killed process.
    std::fs::create_dir(history.base_backups().join("0")).unwrap();
    let wanted = RecoveryTarget::Time(now(&root).await);
    history.prune(&root.source, retention).await.unwrap();
    history.recover(&root.source, &clusters.binaries, wanted, &clusters.path("old")).await.unwrap();
    tokio::time::sleep(retention).await;
    history.prune(&root.source, retention).await.unwrap();
    assert!(history.earliest().unwrap().unwrap() > first);
    assert!(history.archived().unwrap().len() < 8, "{:?}", history.archived());
    assert_eq!(history.all_base_backups().unwrap().len(), 1);
    assert!(!history.base_backups().join("0").exists());
    root.run("DELETE FROM notes").await;
    let point = RecoveryTarget::Time(history.earliest().unwrap().unwrap());
    history.recover(&root.source, &clusters.binaries, point, &clusters.path("new")).await.unwrap();
    assert_eq!(clusters.start("new").await.ask(COUNT).await, "80000");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gap_in_the_log_is_an_error_and_leaves_no_cluster() {
    let (clusters, root, history) = root().await;
    root.run("CREATE TABLE notes (id int)").await;
    history.archive_now(&root.session("postgres").await).await.unwrap();
    let gap = history.archived().unwrap().pop().unwrap();
    root.run("INSERT INTO notes VALUES (1)").await;
    let point = RecoveryTarget::Time(now(&root).await);
    std::fs::remove_file(history.archive().join(gap)).unwrap();
    let target = clusters.path("target");
    let error =
        history.recover(&root.source, &clusters.binaries, point, &target).await.unwrap_err();
    assert_eq!(error.code(), Code::RecoveryFailed, "{error}");
    assert!(!target.join("data").exists() && !target.join("data.draft").exists());
}
