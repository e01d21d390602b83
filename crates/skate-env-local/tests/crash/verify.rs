//! Checks after a crash: everything acknowledged exists, and nothing else does.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use futures_util::{StreamExt, stream};
use skate_env_core::neon::calls::{operations, roles};
use skate_env_core::neon::model::{Branch, BranchState};

use crate::helpers::api::Api;
use crate::helpers::processes::{servers, until_none};
use crate::helpers::{database, processes};
use crate::load::ROWS;
use crate::model::{Batch, BranchEntry, Existence, Model};
use crate::process::state;

/// How many branches are checked at the same time.
const CONCURRENT: usize = 4;

/// Checks a control plane that is ready and idle, and updates the model from it.
pub(crate) async fn verify(api: &Api, expected: &Model, home: &Path, process: u32, all: bool) {
    settled(home).await;
    no_operation_failed(api).await;
    nothing_is_left_over(home, process).await;
    let found = api.branches().await.unwrap();
    for entry in expected.entries() {
        entry.settle();
    }
    compare_branches(expected, &found);
    let entries: Vec<_> =
        expected.entries().into_iter().filter(|entry| all || entry.model().touched).collect();
    stream::iter(entries)
        .for_each_concurrent(CONCURRENT, |entry| async move {
            check_rows(api, &entry).await;
            check_roles(api, &entry).await;
            entry.model().touched = false;
        })
        .await;
}

/// Waits until all operations have finished, according to the state file.
async fn settled(home: &Path) {
    until_none("operations without end", || {
        let state = state(home);
        let all = state["operations"].as_array().cloned().unwrap_or_default();
        all.into_iter().filter(|operation| !operation["task"].is_null()).collect::<Vec<_>>()
    })
    .await;
}

async fn no_operation_failed(api: &Api) {
    let page = api.send(&operations::list(&api.project, None)).await.unwrap();
    let failed = page.operations.iter().filter(|one| one.status.outcome() == Some(false));
    let failed: Vec<_> = failed.map(|one| (&one.action, &one.error)).collect();
    assert!(failed.is_empty(), "{failed:?}");
}

/// Every server is a child of this control plane, every folder belongs to a branch, and none is
/// incomplete.
async fn nothing_is_left_over(home: &Path, process: u32) {
    let strays = || -> Vec<_> {
        servers(home).into_iter().filter(|server| server.parent != process).collect()
    };
    until_none("servers of no control plane", strays).await;
    assert_eq!(processes::watchdogs(home).len(), 1, "one watchdog");
    until_none("folders that belong to no branch", || unreferenced_folders(home)).await;
    for folder in folders(home) {
        let left = home.join("timelines").join(folder).join("data.draft");
        assert!(!left.exists(), "{} is incomplete", left.display());
    }
}

fn unreferenced_folders(home: &Path) -> Vec<String> {
    let state = state(home);
    let branches = state["branches"].as_object().cloned().unwrap_or_default();
    let wanted: BTreeSet<_> =
        branches.values().filter_map(|branch| branch["timeline"].as_str()).collect();
    let mut strange = folders(home);
    strange.retain(|folder| !wanted.contains(folder.as_str()));
    strange
}

fn folders(home: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(home.join("timelines")).unwrap();
    entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect()
}

/// Compares the branches of the model with those of the API, in both directions.
fn compare_branches(expected: &Model, found: &[Branch]) {
    for branch in found {
        assert_eq!(branch.current_state, BranchState::Ready, "{}", branch.name);
    }
    for entry in expected.entries() {
        let mut model = entry.model();
        let same = |branch: &&Branch| match &model.id {
            Some(id) => branch.id == *id,
            None => model.names.contains(&branch.name),
        };
        match (found.iter().find(same), model.existence) {
            (Some(branch), Existence::Certain | Existence::Unknown) => {
                assert!(model.names.contains(&branch.name), "{} of {model:?}", branch.name);
                model.id = Some(branch.id.clone());
                model.names = vec![branch.name.clone()];
                model.existence = Existence::Certain;
            }
            (Some(branch), Existence::Deleted) => panic!("{} is back: {model:?}", branch.name),
            (None, Existence::Certain) => panic!("a branch is lost: {model:?}"),
            (None, Existence::Unknown | Existence::Deleted) => model.existence = Existence::Deleted,
        }
    }
    expected.tidy();
    let known: BTreeSet<_> = expected.entries().iter().filter_map(|entry| entry.id()).collect();
    for branch in found {
        assert!(known.contains(&branch.id), "no request created {branch:?}");
        assert!(!expected.deleted.lock().unwrap().contains(&branch.id), "{branch:?} is back");
    }
}

/// The branch has every required row, and no row that it may not have.
async fn check_rows(api: &Api, entry: &Arc<BranchEntry>) {
    let id = entry.id().unwrap();
    let known = entry.model().url.clone();
    let url = match known {
        Some(url) => url,
        None => api.url(&id).await.unwrap(),
    };
    let client = database::connect(&url).await.unwrap_or_else(|error| panic!("{id}: {error:?}"));
    assert_eq!(database::ask(&client, "current_setting('cluster_name')").await, id.as_str());
    let batches = client.query("SELECT batch, count(*) FROM notes GROUP BY 1", &[]).await.unwrap();
    let found: BTreeMap<Batch, i64> = batches.iter().map(|row| (row.get(0), row.get(1))).collect();
    assert!(found.values().all(|count| *count == ROWS), "{id}: half a transaction: {found:?}");
    let found: BTreeSet<Batch> = found.into_keys().collect();
    let mut model = entry.model();
    let lost: Vec<_> = model.required.difference(&found).collect();
    assert!(lost.is_empty(), "{id} lost {lost:?}: {model:?}");
    let strange: Vec<_> = found.difference(&model.allowed).collect();
    assert!(strange.is_empty(), "{id} has others' rows {strange:?}: {model:?}");
    (model.required, model.allowed) = (found.clone(), found);
    model.url = Some(url);
}

/// Every role logs in with the password that the API reveals.
async fn check_roles(api: &Api, entry: &Arc<BranchEntry>) {
    let (id, url) = (entry.id().unwrap(), entry.model().url.clone().unwrap());
    let found = api.send(&roles::list(&api.project, &id)).await.unwrap().roles;
    let names: Vec<_> = found.into_iter().map(|role| role.name).collect();
    let (expected, deleted) = {
        let model = entry.model();
        (model.roles.clone(), model.deleted_roles.clone())
    };
    for name in expected.keys() {
        assert!(names.contains(name), "{id} lost role {name}: {names:?}");
    }
    for name in &names {
        assert!(!deleted.contains(name), "{id}: role {name} is back");
        let said = api.send(&roles::reveal_password(&api.project, &id, name)).await;
        let said = said.unwrap_or_else(|error| panic!("{id}, role {name}: {error}"));
        let said = said.password.expose_secret().to_owned();
        if let Some(Some(first)) = expected.get(name) {
            assert_eq!(*first, said, "the password of {name} changed");
        }
        let opened = database::connect_as(&url, name, &said).await;
        assert!(opened.is_ok(), "{id}: role {name} cannot log in: {:?}", opened.err());
    }
}
