//! Resets, restores and deletions.

use std::time::{Duration, Instant};

use skate_env_core::neon::calls::branches::{self, NewBranch};

use crate::ground::{Ground, fill, rows};
use crate::helpers::api::PATIENCE;
use crate::helpers::database::{ask, connect};
use crate::helpers::processes::servers;

#[tokio::test(flavor = "multi_thread")]
async fn a_reset_brings_back_the_parents_rows_under_the_same_url() {
    let ground = Ground::new().await;
    let main = ground.main.id.clone();
    fill(&ground.connect(&main).await).await;
    let child = ground.child("child", &main).await;
    let url = ground.api.url(&child).await.unwrap();
    connect(&url)
        .await
        .unwrap()
        .batch_execute("TRUNCATE notes; CREATE TABLE own ()")
        .await
        .unwrap();
    ground.reset(&child, &main, None).await;
    assert_eq!(ground.api.url(&child).await.unwrap(), url);
    let client = connect(&url).await.unwrap();
    assert_eq!(rows(&client).await, "100000 production");
    assert_eq!(ask(&client, "to_regclass('own') IS NULL").await, "true");
    ground.plane.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reset_of_a_parent_keeps_its_children_and_its_rows_under_another_name() {
    let ground = Ground::new().await;
    let main = ground.main.id.clone();
    fill(&ground.connect(&main).await).await;
    let staging = ground.child("staging", &main).await;
    let write = "UPDATE notes SET origin = 'staging' WHERE id <= 10";
    ground.connect(&staging).await.batch_execute(write).await.unwrap();
    let preview = ground.child("preview", &staging).await;
    ground.reset(&staging, &main, Some("staging-before")).await;
    let before = ground.named("staging-before").await.unwrap();
    assert_eq!(ground.named("preview").await.unwrap().parent_id.unwrap(), before.id);
    let edited = "99990 production, 10 staging";
    for (branch, expected) in
        [(&staging, "100000 production"), (&preview, edited), (&before.id, edited)]
    {
        assert_eq!(rows(&ground.connect(branch).await).await, expected, "{branch}");
    }
    ground.plane.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_moment_of_the_past_can_be_branched_and_restored() {
    let ground = Ground::new().await;
    let (api, main) = (&ground.api, ground.main.id.clone());
    let client = ground.connect(&main).await;
    fill(&client).await;
    // As the server's clock says it: commits are stamped with it.
    let clock =
        "to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')";
    let deadline = Instant::now() + PATIENCE;
    let (created, moment) = loop {
        let moment = ask(&client, clock).await;
        let new = NewBranch {
            name: Some("past".to_owned()),
            parent_id: Some(main.clone()),
            parent_timestamp: Some(moment.clone()),
            ..NewBranch::default()
        };
        // The history of a new project begins a moment after its first server.
        match api.begin(&new).await {
            Err(error) if error.status() == Some(412) && Instant::now() < deadline => {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            created => break (created.unwrap(), moment),
        }
    };
    client.batch_execute("DELETE FROM notes").await.unwrap();
    api.done(&created.operations).await;
    assert_eq!(rows(&ground.connect(&created.branch.id).await).await, "100000 production");
    let back = branches::Restore {
        source_branch_id: main.clone(),
        source_timestamp: Some(moment),
        preserve_under_name: Some("emptied".to_owned()),
    };
    let answer = api.send(&branches::restore(&api.project, &main, &back)).await.unwrap();
    api.done(&answer.operations).await;
    assert_eq!(rows(&ground.connect(&main).await).await, "100000 production");
    let emptied = ground.named("emptied").await.unwrap();
    assert_eq!(ask(&ground.connect(&emptied.id).await, "SELECT count(*) FROM notes").await, "0");
    ground.plane.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_branch_leaves_no_folder_and_no_process() {
    let ground = Ground::new().await;
    let (api, main) = (&ground.api, ground.main.id.clone());
    let child = ground.child("child", &main).await;
    let _session = ground.connect(&child).await;
    let folders = || std::fs::read_dir(ground.home().join("timelines")).unwrap().count();
    assert_eq!((servers(&ground.home()).len(), folders()), (2, 2));
    let request = branches::delete(&api.project, &child);
    let answer = api.send(&request).await.unwrap().unwrap();
    api.done(&answer.operations).await;
    assert_eq!((servers(&ground.home()).len(), folders()), (1, 1));
    assert!(ground.named("child").await.is_none());
    ground.plane.shut_down().await;
}
