//! A full disk: a small file system that the test mounts and fills.

use std::fs;

use crate::common;
use crate::disk::Disk;
use crate::fixture::{api, options, rows};
use crate::helpers::database::{ask, connect};
use skate_env_local::ControlPlane;

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_fails_the_operation_and_leaves_nothing_incomplete() {
    let folder = common::folder();
    let disk = Disk::mount(folder.path(), "300m");
    let disk = disk.expect("this mounts a small file system: run it as root, or with sudo at hand");
    let home = folder.path().join("home");
    let plane = ControlPlane::start(options(&home)).await.unwrap();
    let api = api(&plane);
    let main = api.branches().await.unwrap().remove(0).id;
    let client = connect(&api.url(&main).await.unwrap()).await.unwrap();
    crate::fixture::fill(&client).await;
    // The first base backup would use the space that is freed below.
    while fs::read_dir(home.join("timelines"))
        .unwrap()
        .flatten()
        .all(|timeline| !timeline.path().join("history/bases/1/base.json").exists())
    {
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    let filler = folder.path().join("filler");
    let status = rustix::fs::statvfs(folder.path()).unwrap();
    let free = usize::try_from(status.f_bavail * status.f_frsize).unwrap();
    fs::write(&filler, vec![0; free - (24 << 20)]).unwrap();

    let created = api.begin_branch("child", &main).await.unwrap();
    let error = api.ended(&created.operations[..1]).await.unwrap().expect("there is no room");
    assert!(error.contains("[disk_full]"), "{error}");
    assert_eq!(api.branches().await.unwrap().len(), 1, "no incomplete branch");
    assert_eq!(fs::read_dir(home.join("timelines")).unwrap().count(), 1);
    assert_eq!(rows(&client).await, "100000 production");

    fs::remove_file(&filler).unwrap();
    let created = api.begin_branch("child", &main).await.unwrap();
    api.done(&created.operations).await;
    let child = connect(&api.url(&created.branch.id).await.unwrap()).await.unwrap();
    assert_eq!(ask(&child, "SELECT count(*) FROM notes").await, "100000");
    drop((client, child));
    plane.shut_down().await;
    drop(disk);
}
