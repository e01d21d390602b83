//! Lists to their end, and names to branches.

use std::pin::pin;

use futures_util::TryStreamExt;
use serde_json::json;
use skate_env_core::{
    Code,
    neon::{BranchId, BranchRef, calls},
};

use crate::{
    fake::{Fault, State},
    setup::{Setup, project},
};

fn add(state: &mut State, name: &str) -> String {
    let id = format!("br-more-branch-{}", state.number());
    state.branches.push(crate::fake::branch(&id, name, None));
    id
}

#[tokio::test]
async fn five_thousand_branches_are_fifty_pages() {
    let setup = Setup::new().await;
    {
        let mut state = setup.fake.state.lock().unwrap();
        for number in 0..4_998 {
            add(&mut state, &format!("preview/pr-{number}"));
        }
    }
    let project = project();
    let mut pages =
        pin!(setup.client.pages(|cursor| calls::branches::list(&project, None, cursor)));
    let mut count = 0;
    while let Some(page) = pages.try_next().await.unwrap() {
        count += page.branches.len();
    }
    assert_eq!((count, setup.fake.log().len()), (5_000, 50));
    // The last branch of the last page is found, and the limit was kept.
    setup.client.find_branch(&project, &BranchRef::name("preview/pr-4997")).await.unwrap();
    assert!(
        setup.clock.elapsed().as_secs_f64() > 3.0,
        "50 pages take a while: {:?}",
        setup.clock.elapsed()
    );
}

#[tokio::test]
async fn a_cursor_that_repeats_ends_the_list_with_an_error() {
    let setup = Setup::new().await;
    setup.fake.lie(|_, _, answer| answer["pagination"] = json!({ "next": "1" }));
    let error = setup.client.all_branches(&project()).await.unwrap_err();
    assert_eq!(error.code(), Code::InvalidAnswer);
    assert!(error.message().contains("repeat"), "{error}");
    assert_eq!(setup.fake.log().len(), 2);
}

#[tokio::test]
async fn cursors_that_go_round_end_too() {
    let setup = Setup::new().await;
    setup.fake.lie(|_, path, answer| {
        let next = if path.contains("cursor=1") { "2" } else { "1" };
        answer["branches"] = json!([crate::fake::branch("br-a", "a", None)]);
        answer["pagination"] = json!({ "next": next });
    });
    let error = setup.client.all_branches(&project()).await.unwrap_err();
    assert_eq!((error.code(), setup.fake.log().len()), (Code::InvalidAnswer, 3));
}

#[tokio::test]
async fn a_name_is_met_exactly() {
    let setup = Setup::new().await;
    let spec = {
        let mut state = setup.fake.state.lock().unwrap();
        for number in 10..300 {
            add(&mut state, &format!("preview/pr-1{number}"));
        }
        add(&mut state, "preview/pr-1")
    };
    let found =
        setup.client.find_branch(&project(), &BranchRef::name("preview/pr-1")).await.unwrap();
    assert_eq!(found.branch.id.as_str(), spec);
    assert_eq!(setup.fake.log().len(), 3, "every page of what was like it");
}

#[tokio::test]
async fn a_name_that_nobody_has_is_said_with_the_nearest() {
    let setup = Setup::new().await;
    let find = |name: &str| {
        let branch = BranchRef::name(name);
        let client = setup.client.clone();
        async move { client.find_branch(&project(), &branch).await.unwrap_err() }
    };
    let error = find("stagign").await;
    assert_eq!((error.code(), error.hint()), (Code::UnknownBranch, "Did you mean `staging`?"));
    let error = find("br-foo-bar-baz").await;
    assert!(error.hint().contains("looks like an id"), "{error}");
    assert_eq!(error.code(), Code::UnknownBranch);
    // A branch may be named like an id, and is found by that name.
    let id = add(&mut setup.fake.state.lock().unwrap(), "br-foo-bar-baz");
    let branch = BranchRef::name("br-foo-bar-baz");
    let found = setup.client.find_branch(&project(), &branch).await.unwrap();
    assert_eq!(found.branch.id.as_str(), id);
}

#[tokio::test]
async fn two_branches_of_one_name_are_never_chosen_between() {
    let setup = Setup::new().await;
    for _ in 0..2 {
        add(&mut setup.fake.state.lock().unwrap(), "twice");
    }
    let error = setup.client.find_branch(&project(), &BranchRef::name("twice")).await.unwrap_err();
    assert_eq!((error.code(), error.hint()), (Code::AmbiguousName, "Give the branch's id."));
}

#[tokio::test]
async fn an_id_that_nobody_has_is_said_so() {
    let setup = Setup::new().await;
    let id = BranchId::new("br-not-there-1").unwrap();
    let error = setup.client.find_branch(&project(), &id.into()).await.unwrap_err();
    assert_eq!(error.code(), Code::UnknownBranch);
    assert!(BranchId::new("preview/pr-1").is_err());
    assert!(BranchId::new("..").is_err());
}

#[tokio::test]
async fn a_page_that_fails_once_does_not_lose_branches() {
    let setup = Setup::new().await;
    for number in 0..250 {
        add(&mut setup.fake.state.lock().unwrap(), &format!("b{number}"));
    }
    setup.fake.fault("GET", "cursor=100", 1, Fault::DropMiddle);
    assert_eq!(setup.client.all_branches(&project()).await.unwrap().len(), 252);
    assert_eq!(setup.fake.log().len(), 4);
}
