//! The content of a copy, and when none is made.

use std::path::Path;
use std::time::{Duration, Instant};

use skate_env_core::Code;

use super::{ROWS, parent_with_notes};
use crate::Durability;
use crate::clone::fixture::{RunningCluster, TestClusters};
use crate::clone::{CopyInfo, copy_running};
use crate::fixture::all_binaries;

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_has_the_rows_and_a_life_of_its_own() {
    for binaries in all_binaries() {
        for durability in [Durability::Full, Durability::Relaxed] {
            let mut clusters = TestClusters::new(binaries.clone());
            clusters.durability = durability;
            let parent = clusters.start("parent").await;
            parent
                .run("CREATE TABLE notes (id serial, note text); CREATE ROLE guest LOGIN PASSWORD 'guest'; \
                      INSERT INTO notes (note) SELECT md5(i::text) FROM generate_series(1, 9999) i; \
                      CREATE UNLOGGED TABLE quick (id int PRIMARY KEY); \
                      INSERT INTO quick SELECT generate_series(1, 9999)")
                .await;
            parent.run("CREATE DATABASE other").await;
            let CopyInfo { stop_lsn, taken_at, .. } =
                copy_running(&parent.source, &clusters.path("child")).await.unwrap();
            assert!(taken_at.duration_until(jiff::Timestamp::now()).abs().as_secs() < 60);
            only_the_account_may_read(&clusters.path("child").join("data"));
            // Without the label, recovery would start at a later checkpoint and lose changes.
            let label = clusters.path("child").join("data").join("backup_label");
            let label = std::fs::read_to_string(label).unwrap();
            assert!(label.starts_with("START WAL LOCATION: "), "{label}");
            assert!(!label.contains(&format!("LOCATION: {stop_lsn} ")), "{label}");
            let child = clusters.start("child").await;
            assert_eq!(child.ask(ROWS).await, parent.ask(ROWS).await);
            assert_eq!(child.ask("SELECT count(*) FROM quick").await, "0");
            assert_eq!(
                child.ask("SELECT count(*) FROM pg_roles WHERE rolname = 'guest'").await,
                "1"
            );
            child.session("other").await;
            child.run("DELETE FROM notes; INSERT INTO quick VALUES (1)").await;
            assert_eq!(parent.ask("SELECT count(*) FROM notes").await, "9999");
            assert_eq!(parent.ask("SELECT count(*) FROM pg_replication_slots").await, "0");
        }
    }
}

fn only_the_account_may_read(folder: &Path) {
    use std::os::unix::fs::MetadataExt;
    let owner = std::fs::metadata(folder.parent().unwrap()).unwrap().uid();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let metadata = std::fs::metadata(&path).unwrap();
        assert_eq!((metadata.mode() & 0o077, metadata.uid()), (0, owner), "{path:?}");
        if path.is_dir() {
            only_the_account_may_read(&path);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_with_tablespaces_is_refused() {
    let (clusters, parent) = parent_with_notes().await;
    let session = parent.session("postgres").await;
    session.run("SET allow_in_place_tablespaces = on").await.unwrap();
    session.run("CREATE TABLESPACE aside LOCATION ''").await.unwrap();
    let error = copy_running(&parent.source, &clusters.path("child")).await.unwrap_err();
    assert_eq!(error.code(), Code::Tablespaces);
    assert!(!clusters.path("child").join("data").exists());
}

/// A cancelled copy leaves what a killed process leaves, until its draft is removed.
#[tokio::test(flavor = "multi_thread")]
async fn a_copy_that_was_cut_off_leaves_no_cluster_and_the_next_one_succeeds() {
    let (clusters, parent) = parent_with_notes().await;
    for step in 0..8 {
        let target = clusters.path(&step.to_string());
        let copy = copy_running(&parent.source, &target);
        if let Ok(copied) = tokio::time::timeout(Duration::from_millis(25 * step), copy).await {
            copied.unwrap();
            break;
        }
        // Another thread completes the running step, and has the folder locked until then.
        let deadline = Instant::now() + Duration::from_secs(30);
        while let Err(error) = copy_running(&parent.source, &target).await {
            if error.code() != Code::FolderInUse {
                assert!(target.join("data").exists(), "{error}");
                break;
            }
            assert!(Instant::now() < deadline);
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        assert_eq!(clusters.start(&step.to_string()).await.ask(ROWS).await, parent.ask(ROWS).await);
    }
    // As after `kill -9`: a draft with a file in it.
    let target = clusters.path("second");
    std::fs::create_dir_all(target.join("data.draft")).unwrap();
    std::fs::write(target.join("data.draft").join("PG_VERSION"), "torn").unwrap();
    own(&parent, &target);
    copy_running(&parent.source, &target).await.unwrap();
    assert!(!target.join("data.draft").exists());
    assert_eq!(clusters.start("second").await.ask(ROWS).await, parent.ask(ROWS).await);
    assert_eq!(parent.ask("SELECT count(*) FROM pg_replication_slots").await, "0");
}

fn own(running: &RunningCluster, folder: &Path) {
    running.source.account.own(folder).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_password_is_an_error_that_does_not_show_it() {
    let (clusters, parent) = parent_with_notes().await;
    let mut source = parent.source.clone();
    source.superuser.password = "canary-password".into();
    let error = copy_running(&source, &clusters.path("child")).await.unwrap_err();
    assert_eq!(error.code(), Code::SessionFailed);
    assert!(error.to_string().contains("28P01"), "{error}");
    assert!(!format!("{error:?} {source:?}").contains("canary-password"));
    assert!(!clusters.path("child").join("data.draft").exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cluster_is_not_overwritten() {
    let (clusters, parent) = parent_with_notes().await;
    let target = clusters.path("child");
    copy_running(&parent.source, &target).await.unwrap();
    parent.run("DELETE FROM notes").await;
    assert_eq!(copy_running(&parent.source, &target).await.unwrap_err().code(), Code::Io);
    assert_eq!(clusters.start("child").await.ask("SELECT count(*) FROM notes").await, "20000");
}
