//! Homes that cannot be used: another version, another user, another process.

use std::time::{Duration, Instant};

use skate_env_core::Code;
use skate_env_local::{ControlPlane, Search};

use crate::common::{all_binaries, folder};
use crate::fixture::{Fixture, options};

async fn start_error(options: skate_env_local::Options) -> skate_env_local::Error {
    ControlPlane::start(options).await.err().expect("it does not start")
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
    let error = start_error(with(newest)).await;
    assert_eq!(error.code(), Code::VersionMismatch, "{error}");
    let text = format!("{error} {}", error.hint());
    assert!(text.contains(&oldest.major().to_string()), "{text}");
    ControlPlane::start(with(oldest)).await.unwrap().shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_of_another_user_is_start_error() {
    // The root of the file system never belongs to the servers' user.
    let error = start_error(options("/".as_ref())).await;
    assert_eq!(error.code(), Code::FolderOfAnotherUser, "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_home_has_one_control_plane() {
    let fixture = Fixture::new().await;
    let begin = Instant::now();
    let error = start_error(options(&fixture.home())).await;
    assert_eq!(error.code(), Code::FolderInUse, "{error}");
    assert!(begin.elapsed() < Duration::from_secs(5), "it does not wait: {:?}", begin.elapsed());
    fixture.connect(&fixture.main.id).await;
    fixture.plane.shut_down().await;
}
