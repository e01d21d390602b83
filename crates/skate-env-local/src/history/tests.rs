//! The past of real servers.

use std::time::Duration;

use jiff::Timestamp;
use skate_env_core::Code;
use tokio_postgres::types::PgLsn;

use super::{History, Point};
use crate::clone::copy_running;
use crate::clone::testing::{Place, Running, all_binaries};

async fn root() -> (Place, Running, History) {
    let place = Place::new(all_binaries().remove(0));
    let (root, history) = place.start_root("root").await;
    history.ensure_base(&root.source).await.unwrap();
    (place, root, history)
}

async fn now(root: &Running) -> Timestamp {
    crate::clone::now(&root.session("postgres").await).await.unwrap()
}

async fn position(root: &Running) -> Point {
    Point::Lsn(root.ask("SELECT pg_current_wal_lsn()").await.parse().unwrap())
}

const COUNT: &str = "SELECT count(*) FROM notes";

#[tokio::test(flavor = "multi_thread")]
async fn rows_come_back_by_time_and_by_position() {
    for binaries in all_binaries() {
        let place = Place::new(binaries.clone());
        let (root, history) = place.start_root("root").await;
        assert_eq!(history.earliest().unwrap(), None);
        history.ensure_base(&root.source).await.unwrap();
        root.run("CREATE TABLE notes (id int); INSERT INTO notes SELECT generate_series(1, 100)")
            .await;
        let (time, lsn) = (now(&root).await, position(&root).await);
        root.run("INSERT INTO notes VALUES (101)").await;
        let later = position(&root).await;
        // The very next record is a commit, and not part of the state at this position.
        let late = root.session("postgres").await;
        late.run("BEGIN; INSERT INTO notes VALUES (102)").await.unwrap();
        let before = root.ask("SELECT pg_current_wal_insert_lsn()").await;
        let before = Point::Lsn(before.parse().unwrap());
        late.run("COMMIT").await.unwrap();
        root.run("DELETE FROM notes").await;
        for (name, point, rows) in [
            ("by time", Point::Time(time), "100"),
            ("by lsn", lsn, "100"),
            ("later", later, "101"),
            ("before", before, "101"),
        ] {
            let target = place.path(name);
            history.recover(&root.source, &binaries, point, &target).await.unwrap();
            let restored = place.start(name).await;
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
    let (place, root, history) = root().await;
    root.run("CREATE TABLE notes (id int)").await;
    // Nothing is written after these moments but what the recovery itself asks for.
    let (time, lsn) = (now(&root).await, position(&root).await);
    for (name, point) in [("time", Point::Time(time)), ("lsn", lsn), ("again", Point::Time(time))] {
        history.recover(&root.source, &place.binaries, point, &place.path(name)).await.unwrap();
        assert_eq!(place.start(name).await.ask(COUNT).await, "0", "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_moment_that_is_not_kept_is_refused_by_name_and_leaves_nothing() {
    let (place, root, history) = root().await;
    let earliest = history.earliest().unwrap().unwrap();
    let hour = Duration::from_secs(3600);
    let behind = u64::from(root.ask("SELECT pg_current_wal_lsn()").await.parse::<PgLsn>().unwrap());
    for point in [
        Point::Time(earliest - hour),
        Point::Time(earliest - Duration::from_micros(1)),
        Point::Time(now(&root).await + hour),
        Point::Lsn("0/1".parse().unwrap()),
        Point::Lsn((behind + (1 << 30)).into()),
    ] {
        let target = place.path("target");
        let error =
            history.recover(&root.source, &place.binaries, point, &target).await.unwrap_err();
        assert_eq!(error.code(), Code::PointNotKept);
        assert!(error.to_string().contains(&earliest.to_string()), "{error}");
        assert!(!target.exists());
    }
    history
        .recover(&root.source, &place.binaries, Point::Time(earliest), &place.path("first"))
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restored_root_begins_a_history_of_its_own() {
    let (place, root, history) = root().await;
    root.run("CREATE TABLE notes (id int)").await;
    let point = Point::Time(now(&root).await);
    history.recover(&root.source, &place.binaries, point, &place.path("second")).await.unwrap();
    drop(root);
    let (root, history) = place.start_root("second").await;
    assert_eq!(history.earliest().unwrap(), None);
    history.ensure_base(&root.source).await.unwrap();
    root.run("INSERT INTO notes VALUES (1)").await;
    let point = Point::Time(now(&root).await);
    root.run("DELETE FROM notes").await;
    history.recover(&root.source, &place.binaries, point, &place.path("third")).await.unwrap();
    assert_eq!(place.start("third").await.ask(COUNT).await, "1");
    copy_running(&root.source, &place.path("copy")).await.unwrap();
    assert_eq!(place.start("copy").await.ask(COUNT).await, "0");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_can_ask_for_is_forgotten() {
    let (place, root, history) = root().await;
    let first = history.earliest().unwrap().unwrap();
    let write = "CREATE TABLE IF NOT EXISTS notes (id text); \
                 INSERT INTO notes SELECT repeat(md5(i::text), 30) FROM generate_series(1, 80000) i";
    let keep = Duration::from_millis(200);
    history.prune(&root.source, keep).await.unwrap();
    assert_eq!(history.earliest().unwrap().unwrap(), first, "little was written: no new base");
    root.run(write).await;
    history.complete(&root.session("postgres").await).await.unwrap();
    let files = history.archived().unwrap();
    assert!(files.len() > 16, "{files:?}");
    history.prune(&root.source, super::KEEP).await.unwrap();
    assert_eq!(history.archived().unwrap().len(), files.len(), "all of it may be asked for");
    // A base that a killed run left behind.
    std::fs::create_dir(history.bases().join("0")).unwrap();
    let wanted = Point::Time(now(&root).await);
    history.prune(&root.source, keep).await.unwrap();
    history.recover(&root.source, &place.binaries, wanted, &place.path("old")).await.unwrap();
    tokio::time::sleep(keep).await;
    history.prune(&root.source, keep).await.unwrap();
    assert!(history.earliest().unwrap().unwrap() > first);
    assert!(history.archived().unwrap().len() < 8, "{:?}", history.archived());
    assert_eq!(history.all_bases().unwrap().len(), 1);
    assert!(!history.bases().join("0").exists());
    root.run("DELETE FROM notes").await;
    let point = Point::Time(history.earliest().unwrap().unwrap());
    history.recover(&root.source, &place.binaries, point, &place.path("new")).await.unwrap();
    assert_eq!(place.start("new").await.ask(COUNT).await, "80000");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gap_in_the_log_is_an_error_and_leaves_no_cluster() {
    let (place, root, history) = root().await;
    root.run("CREATE TABLE notes (id int)").await;
    history.complete(&root.session("postgres").await).await.unwrap();
    let gap = history.archived().unwrap().pop().unwrap();
    root.run("INSERT INTO notes VALUES (1)").await;
    let point = Point::Time(now(&root).await);
    std::fs::remove_file(history.archive().join(gap)).unwrap();
    let target = place.path("target");
    let error = history.recover(&root.source, &place.binaries, point, &target).await.unwrap_err();
    assert_eq!(error.code(), Code::RecoveryFailed, "{error}");
    assert!(!target.join("data").exists() && !target.join("data.draft").exists());
}
