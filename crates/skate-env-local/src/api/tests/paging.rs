//! Paging: every branch appears once and in order, whatever changes between two pages.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::fixture::{TestApi, finish, new_state};
use crate::faults::Faults;
use crate::transition::NewBranch;

const OF_250: usize = 251;

/// 250 branches beside `main`; groups of ten have equal times.
async fn many() -> TestApi {
    let mut state = new_state();
    let start = Timestamp::now() - SignedDuration::from_hours(1);
    for number in 0..250 {
        let name = Some(format!("branch-{number:03}"));
        let now = start + SignedDuration::from_secs(number / 10);
        let id = state.create_branch(&NewBranch { name, ..NewBranch::default() }, now).unwrap();
        finish(&mut state);
        state.branch_mut(&id).unwrap().updated_at = now;
    }
    TestApi::with(state, Faults::default()).await
}

/// Reads every page; `between` runs after the first one.
async fn walk(neon: &TestApi, query: &str, limit: usize, between: impl AsyncFn()) -> Vec<Value> {
    let mut all = Vec::new();
    let mut cursor = String::new();
    loop {
        let path = format!("~/branches?limit={limit}{query}{cursor}");
        let page = neon.get(&path).await.is(200);
        let branches = page["branches"].as_array().unwrap().clone();
        assert!(branches.len() <= limit);
        if all.is_empty() {
            between().await;
        }
        all.extend(branches);
        match page["pagination"]["next"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return all,
        }
    }
}

fn names(branches: &[Value]) -> Vec<&str> {
    branches.iter().map(|branch| branch["name"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn every_order_shows_every_branch_once() {
    let neon = many().await;
    for sort_by in ["name", "created_at", "updated_at"] {
        let mut both = Vec::new();
        for order in ["asc", "desc"] {
            let query = format!("&sort_by={sort_by}&sort_order={order}");
            let all = walk(&neon, &query, 7, async || {}).await;
            let ids: BTreeSet<_> = all.iter().map(|branch| branch["id"].to_string()).collect();
            assert_eq!((all.len(), ids.len()), (OF_250, OF_250), "{query}");
            both.push(all.iter().map(|branch| branch["id"].clone()).collect::<Vec<_>>());
        }
        both[1].reverse();
        assert_eq!(both[0], both[1], "{sort_by}");
    }
}

#[tokio::test]
async fn without_a_word_the_last_changed_come_first_a_hundred_at_a_time() {
    let neon = many().await;
    let page = neon.get("~/branches").await.is(200);
    assert_eq!(page["branches"].as_array().unwrap().len(), 100);
    assert_eq!(page["pagination"]["sort_by"], "updated_at");
    assert_eq!(page["pagination"]["sort_order"], "desc");
    assert_eq!(page["branches"][0]["name"], "main");
    let next = page["pagination"]["next"].as_str().unwrap();
    // Neon's CLI sends the cursor alone.
    let rest = neon.get(&format!("~/branches?limit=10000&cursor={next}")).await.is(200);
    assert_eq!(rest["branches"].as_array().unwrap().len(), OF_250 - 100);
    assert!(rest["pagination"]["next"].is_null());
}

#[tokio::test]
async fn a_branch_that_comes_or_goes_between_pages_moves_no_other() {
    let neon = many().await;
    for order in ["asc", "desc"] {
        let query = format!("&sort_by=name&sort_order={order}");
        // New branches before and after the first page; and its last branch is deleted.
        let between = async || {
            let last = if order == "asc" { "branch-019" } else { "branch-231" };
            for name in ["aaa", "zzz"] {
                neon.branch(&format!("{name}-{order}")).await;
            }
            let last = neon.id(last);
            neon.delete(&format!("~/branches/{last}")).await.is(200);
        };
        let all = walk(&neon, &query, 20, between).await;
        let seen = names(&all);
        let unique: BTreeSet<_> = seen.iter().collect();
        assert_eq!(unique.len(), seen.len(), "none twice");
        let untouched = (20..230).map(|number| format!("branch-{number:03}"));
        for name in untouched {
            assert!(seen.contains(&name.as_str()), "{order}: {name}");
        }
        neon.settle();
    }
}

#[tokio::test]
async fn search_finds_parts_of_names_and_ids() {
    let neon = many().await;
    let found = neon.get("~/branches?search=branch-01&sort_by=name&sort_order=asc").await.is(200);
    assert_eq!(names(found["branches"].as_array().unwrap()).len(), 10);
    let id = neon.id("branch-123");
    let part = &id.as_str()[3..];
    let found = neon.get(&format!("~/branches?search={part}")).await.is(200);
    assert_eq!(names(found["branches"].as_array().unwrap()), ["branch-123"]);
    assert_eq!(neon.get("~/branches/count").await.is(200)["count"], OF_250);
    assert_eq!(neon.get("~/branches/count?search=branch-01").await.is(200)["count"], 10);
}

#[tokio::test]
async fn a_strange_cursor_or_limit_is_refused() {
    let neon = many().await;
    let next = neon.get("~/branches").await.is(200)["pagination"]["next"].clone();
    let next = next.as_str().unwrap();
    neon.get("~/branches?cursor=xyz").await.fails_with(400, "cursor");
    neon.get("~/branches?cursor=e30").await.fails_with(400, "cursor");
    neon.get(&format!("~/branches?sort_by=name&cursor={next}")).await.fails_with(400, "order");
    for limit in ["0", "10001", "-1", "many", ""] {
        neon.get(&format!("~/branches?limit={limit}")).await.fails_with(400, "limit");
    }
    neon.get("~/branches?sort_by=size").await.fails_with(400, "sort_by");
    neon.get("~/branches?sort_order=up").await.fails_with(400, "sort_order");
}

#[tokio::test]
async fn operations_come_newest_first_and_their_pages_meet() {
    let neon = many().await;
    let mut seen = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = neon.get(&format!("~/operations?limit=90{cursor}")).await.is(200);
        seen.extend(page["operations"].as_array().unwrap().clone());
        neon.branch(&format!("between-{}", seen.len())).await;
        match page["pagination"]["cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    let ids: BTreeSet<_> = seen.iter().map(|operation| operation["id"].to_string()).collect();
    assert_eq!((seen.len(), ids.len()), (OF_250, OF_250));
    let newest = neon.plane.read(|state| state.operations[OF_250 - 1].id.clone());
    assert_eq!(seen[0]["id"], newest.as_str());
}
