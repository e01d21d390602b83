//! What a copy is, and when there is none.

use std::path::Path;
use std::time::{Duration, Instant};

use skate_env_core::Code;

use super::{ROWS, place_with_notes};
use crate::Durability;
use crate::clone::testing::{Place, Running, all_binaries};
use crate::clone::{Copied, copy_running};

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_has_the_rows_and_a_life_of_its_own() {
    for binaries in all_binaries() {
        for durability in [Durability::Full, Durability::Relaxed] {
            let mut place = Place::new(binaries.clone());
            place.durability = durability;
            let parent = place.start("parent").await;
            parent
                .run("CREATE TABLE notes (id serial, note text); CREATE ROLE guest LOGIN PASSWORD 'guest'; \
                      INSERT INTO notes (note) SELECT md5(i::text) FROM generate_series(1, 9999) i; \
                      CREATE UNLOGGED TABLE quick (id int PRIMARY KEY); \
                      INSERT INTO quick SELECT generate_series(1, 9999)")
                .await;
            parent.run("CREATE DATABASE other").await;
            let Copied { stop_lsn, taken_at, .. } =
                copy_running(&parent.source, &place.path("child")).await.unwrap();
            assert!(taken_at.duration_until(jiff::Timestamp::now()).abs().as_secs() < 60);
            only_the_account_may_read(&place.path("child").join("data"));
            // Without it a checkpoint meanwhile would hide what the log must mend.
            let label = place.path("child").join("data").join("backup_label");
            let label = std::fs::read_to_string(label).unwrap();
            assert!(label.starts_with("START WAL LOCATION: "), "{label}");
            assert!(!label.contains(&format!("LOCATION: {stop_lsn} ")), "{label}");
            let child = place.start("child").await;
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
    let (place, parent) = place_with_notes().await;
    let session = parent.session("postgres").await;
    session.run("SET allow_in_place_tablespaces = on").await.unwrap();
    session.run("CREATE TABLESPACE aside LOCATION ''").await.unwrap();
    let error = copy_running(&parent.source, &place.path("child")).await.unwrap_err();
    assert_eq!(error.code(), Code::Tablespaces);
    assert!(!place.path("child").join("data").exists());
}

/// What a killed run leaves is what a dropped one leaves before its draft is removed.
#[tokio::test(flavor = "multi_thread")]
async fn a_copy_that_was_cut_off_leaves_no_cluster_and_the_next_one_succeeds() {
    let (place, parent) = place_with_notes().await;
    for step in 0..8 {
        let target = place.path(&step.to_string());
        let copy = copy_running(&parent.source, &target);
        if let Ok(copied) = tokio::time::timeout(Duration::from_millis(25 * step), copy).await {
            copied.unwrap();
            break;
        }
        // Whatever was under way comes to its end in another thread: the folder is its until then.
        let deadline = Instant::now() + Duration::from_secs(30);
        while let Err(error) = copy_running(&parent.source, &target).await {
            if error.code() != Code::FolderInUse {
                assert!(target.join("data").exists(), "{error}");
                break;
            }
            assert!(Instant::now() < deadline);
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        assert_eq!(place.start(&step.to_string()).await.ask(ROWS).await, parent.ask(ROWS).await);
    }
    // As after `kill -9`: a draft with something in it.
    let target = place.path("second");
    std::fs::create_dir_all(target.join("data.draft")).unwrap();
    std::fs::write(target.join("data.draft").join("PG_VERSION"), "torn").unwrap();
    own(&parent, &target);
    copy_running(&parent.source, &target).await.unwrap();
    assert!(!target.join("data.draft").exists());
    assert_eq!(place.start("second").await.ask(ROWS).await, parent.ask(ROWS).await);
    assert_eq!(parent.ask("SELECT count(*) FROM pg_replication_slots").await, "0");
}

fn own(running: &Running, folder: &Path) {
    running.source.account.own(folder).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_password_is_an_error_that_does_not_show_it() {
    let (place, parent) = place_with_notes().await;
    let mut source = parent.source.clone();
    source.superuser.password = "canary-password".into();
    let error = copy_running(&source, &place.path("child")).await.unwrap_err();
    assert_eq!(error.code(), Code::SessionFailed);
    assert!(error.to_string().contains("28P01"), "{error}");
    assert!(!format!("{error:?} {source:?}").contains("canary-password"));
    assert!(!place.path("child").join("data.draft").exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cluster_is_not_overwritten() {
    let (place, parent) = place_with_notes().await;
    let target = place.path("child");
    copy_running(&parent.source, &target).await.unwrap();
    parent.run("DELETE FROM notes").await;
    assert_eq!(copy_running(&parent.source, &target).await.unwrap_err().code(), Code::Io);
    assert_eq!(place.start("child").await.ask("SELECT count(*) FROM notes").await, "20000");
}
