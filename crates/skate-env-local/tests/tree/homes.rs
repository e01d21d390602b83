//! Homes that cannot be used, and why.

use std::time::{Duration, Instant};

use skate_env_core::Code;
use skate_env_local::{ControlPlane, Search};

use crate::common::{all_binaries, folder};
use crate::ground::{Ground, options};

async fn refused(options: skate_env_local::Options) -> skate_env_local::Error {
    ControlPlane::start(options).await.err().expect("it is refused")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_home_of_another_version_is_refused_and_left_as_it_was() {
    let mut found = all_binaries();
    found.sort_by_key(skate_env_local::Binaries::major);
    let (oldest, newest) = (found.first().unwrap(), found.last().unwrap());
    assert!(
        oldest.major() < newest.major(),
        "this needs a second major version beside npm's: `apt-get install postgresql`"
    );
    let folder = folder();
    let with = |binaries: &skate_env_local::Binaries| {
        let mut options = options(&folder.path().join("home"));
        options.search = Search::only(binaries.folder());
        options
    };
    ControlPlane::start(with(oldest)).await.unwrap().shut_down().await;
    let error = refused(with(newest)).await;
    assert_eq!(error.code(), Code::VersionMismatch, "{error}");
    let said = format!("{error} {}", error.hint());
    assert!(said.contains(&oldest.major().to_string()), "{said}");
    ControlPlane::start(with(oldest)).await.unwrap().shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_of_another_user_is_refused() {
    // Whoever runs the tests: the file system's root is not the servers' account's.
    let error = refused(options("/".as_ref())).await;
    assert_eq!(error.code(), Code::FolderOfAnotherUser, "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_home_has_one_control_plane() {
    let ground = Ground::new().await;
    let begin = Instant::now();
    let error = refused(options(&ground.home())).await;
    assert_eq!(error.code(), Code::FolderInUse, "{error}");
    assert!(begin.elapsed() < Duration::from_secs(5), "it does not wait: {:?}", begin.elapsed());
    ground.connect(&ground.main.id).await;
    ground.plane.shut_down().await;
}
