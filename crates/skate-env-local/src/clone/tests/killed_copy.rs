//! A process that is killed during a copy.
#![expect(clippy::disallowed_methods, reason = "the process that is killed reads variables")]

use std::env;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::{ROWS, parent_with_notes};
use crate::clone::{Source, copy_running};
use crate::postgres::Superuser;
use crate::{Account, Durability};

const DATA: &str = "SKATE_ENV_TEST_COPIER_DATA";
const PORT: &str = "SKATE_ENV_TEST_COPIER_PORT";
const TARGET: &str = "SKATE_ENV_TEST_COPIER_TARGET";

/// Not a test: the process that the test below starts and kills.
#[tokio::test(flavor = "multi_thread")]
async fn copier() {
    let Ok(data) = env::var(DATA) else { return };
    let superuser = Superuser {
        port: env::var(PORT).unwrap().parse().unwrap(),
        name: "postgres".to_owned(),
        password: "secret".into(),
    };
    let (account, durability) = (Account::for_servers().unwrap(), Durability::Full);
    let source = Source { data: data.into(), superuser, account, durability };
    copy_running(&source, &PathBuf::from(env::var(TARGET).unwrap())).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn leaves_no_cluster_and_no_replication_slot() {
    let (clusters, parent) = parent_with_notes().await;
    let rows = parent.ask(ROWS).await;
    let mut incomplete = 0;
    for step in 0..10 {
        let name = step.to_string();
        let target = clusters.path(&name);
        let mut copier = Command::new(env::current_exe().unwrap())
            .args(["clone::tests::killed_copy::copier", "--exact"])
            .env(DATA, &parent.source.data)
            .env(PORT, parent.server.port().to_string())
            .env(TARGET, &target)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let draft = target.join("data.draft");
        let deadline = Instant::now() + Duration::from_secs(30);
        while !draft.exists() && copier.try_wait().unwrap().is_none() {
            assert!(Instant::now() < deadline);
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        // At another moment of the copy each time.
        tokio::time::sleep(Duration::from_millis(15 * step)).await;
        copier.kill().unwrap();
        copier.wait().unwrap();
        incomplete += u32::from(draft.exists());
        if !target.join("data").exists() {
            copy_running(&parent.source, &target).await.unwrap();
        }
        assert!(!draft.exists());
        assert_eq!(clusters.start(&name).await.ask(ROWS).await, rows);
    }
    assert!(incomplete > 0, "no kill interrupted a copy");
    let deadline = Instant::now() + Duration::from_secs(30);
    while parent.ask("SELECT count(*) FROM pg_replication_slots").await != "0" {
        assert!(Instant::now() < deadline, "the parent keeps its log for a dead process");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
