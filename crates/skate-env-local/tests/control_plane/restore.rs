//! Resetting, restoring and deleting branches.

use std::time::{Duration, Instant};

use skate_env_core::neon::calls::branches::{self, NewBranch};

use crate::fixture::{Fixture, fill, rows};
use crate::helpers::api::TIMEOUT;
use crate::helpers::database::{ask, connect};
use crate::helpers::processes::servers;

#[tokio::test(flavor = "multi_thread")]
async fn a_reset_brings_back_the_parents_rows_under_the_same_url() {
    let fixture = Fixture::new().await;
    let main = fixture.main.id.clone();
    fill(&fixture.connect(&main).await).await;
    let child = fixture.child("child", &main).await;
    let url = fixture.api.url(&child).await.unwrap();
    connect(&url)
        .await
        .unwrap()
        .batch_execute("TRUNCATE notes; CREATE TABLE own ()")
        .await
        .unwrap();
    fixture.reset(&child, &main, None).await;
    assert_eq!(fixture.api.url(&child).await.unwrap(), url);
    let client = connect(&url).await.unwrap();
    assert_eq!(rows(&client).await, "100000 production");
    assert_eq!(ask(&client, "to_regclass('own') IS NULL").await, "true");
    fixture.plane.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reset_of_a_parent_keeps_its_children_and_its_rows_under_another_name() {
    let fixture = Fixture::new().await;
    let main = fixture.main.id.clone();
    fill(&fixture.connect(&main).await).await;
    let staging = fixture.child("staging", &main).await;
    let write = "UPDATE notes SET origin = 'staging' WHERE id <= 10";
    fixture.connect(&staging).await.batch_execute(write).await.unwrap();
    let preview = fixture.child("preview", &staging).await;
    fixture.reset(&staging, &main, Some("staging-before")).await;
    let before = fixture.named("staging-before").await.unwrap();
    assert_eq!(fixture.named("preview").await.unwrap().parent_id.unwrap(), before.id);
    let edited = "99990 production, 10 staging";
    for (branch, expected) in
        [(&staging, "100000 production"), (&preview, edited), (&before.id, edited)]
    {
        assert_eq!(rows(&fixture.connect(branch).await).await, expected, "{branch}");
    }
    fixture.plane.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_moment_of_the_past_can_be_branched_and_restored() {
    let fixture = Fixture::new().await;
    let (api, main) = (&fixture.api, fixture.main.id.clone());
    let client = fixture.connect(&main).await;
    fill(&client).await;
    // The server's time, which is the time of its commits.
    let clock =
        "to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')";
    let deadline = Instant::now() + TIMEOUT;
    let (created, moment) = loop {
        let moment = ask(&client, clock).await;
        let new = NewBranch {
            name: Some("past".to_owned()),
            parent_id: Some(main.clone()),
            parent_timestamp: Some(moment.clone()),
            ..NewBranch::default()
        };
        // The history of a new project begins shortly after its first server.
        match api.begin(&new).await {
            Err(error) if error.status() == Some(412) && Instant::now() < deadline => {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            created => break (created.unwrap(), moment),
        }
    };
    client.batch_execute("DELETE FROM notes").await.unwrap();
    api.done(&created.operations).await;
    assert_eq!(rows(&fixture.connect(&created.branch.id).await).await, "100000 production");
    let back = branches::Restore {
        source_branch_id: main.clone(),
        source_timestamp: Some(moment),
        preserve_under_name: Some("emptied".to_owned()),
    };
    let answer = api.send(&branches::restore(&api.project, &main, &back)).await.unwrap();
    api.done(&answer.operations).await;
    assert_eq!(rows(&fixture.connect(&main).await).await, "100000 production");
    let emptied = fixture.named("emptied").await.unwrap();
    assert_eq!(ask(&fixture.connect(&emptied.id).await, "SELECT count(*) FROM notes").await, "0");
    fixture.plane.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_branch_leaves_no_folder_and_no_process() {
    let fixture = Fixture::new().await;
    let (api, main) = (&fixture.api, fixture.main.id.clone());
    let child = fixture.child("child", &main).await;
    let _session = fixture.connect(&child).await;
    let folders = || std::fs::read_dir(fixture.home().join("timelines")).unwrap().count();
    assert_eq!((servers(&fixture.home()).len(), folders()), (2, 2));
    let request = branches::delete(&api.project, &child);
    let answer = api.send(&request).await.unwrap().unwrap();
    api.done(&answer.operations).await;
    assert_eq!((servers(&fixture.home()).len(), folders()), (1, 1));
    assert!(fixture.named("child").await.is_none());
    fixture.plane.shut_down().await;
}
