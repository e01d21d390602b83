//! After a crash: everything that was promised is there, and nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use futures_util::{StreamExt, stream};
use skate_env_core::neon::calls::{operations, roles};
use skate_env_core::neon::model::{Branch, BranchState};

use crate::child::state;
use crate::helpers::api::Api;
use crate::helpers::processes::{servers, until_none};
use crate::helpers::{database, processes};
use crate::load::ROWS;
use crate::model::{Batch, Being, Slot, World};

/// So many branches are asked at once.
const AT_ONCE: usize = 4;

/// Looks at a control plane that is ready, under no load, and notes what is there.
pub(crate) async fn verify(api: &Api, world: &World, home: &Path, process: u32, all: bool) {
    settled(home).await;
    no_operation_failed(api).await;
    no_strays(home, process).await;
    let found = api.branches().await.unwrap();
    for slot in world.slots() {
        slot.settle();
    }
    match_up(world, &found);
    let slots: Vec<_> =
        world.slots().into_iter().filter(|slot| all || slot.facts().touched).collect();
    stream::iter(slots)
        .for_each_concurrent(AT_ONCE, |slot| async move {
            look_at_rows(api, &slot).await;
            look_at_roles(api, &slot).await;
            slot.facts().touched = false;
        })
        .await;
}

/// What was left to do is done, and that is on the disk.
async fn settled(home: &Path) {
    until_none("operations without end", || {
        let state = state(home);
        let all = state["operations"].as_array().cloned().unwrap_or_default();
        all.into_iter().filter(|operation| !operation["deed"].is_null()).collect::<Vec<_>>()
    })
    .await;
}

async fn no_operation_failed(api: &Api) {
    let page = api.send(&operations::list(&api.project, None)).await.unwrap();
    let failed = page.operations.iter().filter(|one| one.status.outcome() == Some(false));
    let failed: Vec<_> = failed.map(|one| (&one.action, &one.error)).collect();
    assert!(failed.is_empty(), "{failed:?}");
}

/// Every server is a child of this control plane, every folder is a branch's, none is half made.
async fn no_strays(home: &Path, process: u32) {
    let strays = || -> Vec<_> {
        servers(home).into_iter().filter(|server| server.parent != process).collect()
    };
    until_none("servers that nobody owns", strays).await;
    assert_eq!(processes::guardians(home).len(), 1, "one guardian");
    until_none("folders that belong to no branch", || strange_folders(home)).await;
    for folder in folders(home) {
        let left = home.join("timelines").join(folder).join("data.draft");
        assert!(!left.exists(), "{} is half made", left.display());
    }
}

fn strange_folders(home: &Path) -> Vec<String> {
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

/// Finds every branch of the model among those that are there, and the other way round.
fn match_up(world: &World, found: &[Branch]) {
    for branch in found {
        assert_eq!(branch.current_state, BranchState::Ready, "{}", branch.name);
    }
    for slot in world.slots() {
        let mut facts = slot.facts();
        let same = |branch: &&Branch| match &facts.id {
            Some(id) => branch.id == *id,
            None => facts.names.contains(&branch.name),
        };
        match (found.iter().find(same), facts.being) {
            (Some(branch), Being::Surely | Being::Perhaps) => {
                assert!(facts.names.contains(&branch.name), "{} of {facts:?}", branch.name);
                facts.id = Some(branch.id.clone());
                facts.names = vec![branch.name.clone()];
                facts.being = Being::Surely;
            }
            (Some(branch), Being::Gone) => panic!("{} is back: {facts:?}", branch.name),
            (None, Being::Surely) => panic!("a branch is lost: {facts:?}"),
            (None, Being::Perhaps | Being::Gone) => facts.being = Being::Gone,
        }
    }
    world.tidy();
    let known: BTreeSet<_> = world.slots().iter().filter_map(|slot| slot.id()).collect();
    for branch in found {
        assert!(known.contains(&branch.id), "nobody asked for {branch:?}");
        assert!(!world.deleted.lock().unwrap().contains(&branch.id), "{branch:?} is back");
    }
}

/// Every acknowledged row is there, and no row that never was here.
async fn look_at_rows(api: &Api, slot: &Arc<Slot>) {
    let id = slot.id().unwrap();
    let known = slot.facts().url.clone();
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
    let mut facts = slot.facts();
    let lost: Vec<_> = facts.must.difference(&found).collect();
    assert!(lost.is_empty(), "{id} lost {lost:?}: {facts:?}");
    let strange: Vec<_> = found.difference(&facts.may).collect();
    assert!(strange.is_empty(), "{id} has others' rows {strange:?}: {facts:?}");
    (facts.must, facts.may) = (found.clone(), found);
    facts.url = Some(url);
}

/// Every role that is said to log in does, with the password that is said to be its.
async fn look_at_roles(api: &Api, slot: &Arc<Slot>) {
    let (id, url) = (slot.id().unwrap(), slot.facts().url.clone().unwrap());
    let found = api.send(&roles::list(&api.project, &id)).await.unwrap().roles;
    let names: Vec<_> = found.into_iter().map(|role| role.name).collect();
    let (promised, gone) = {
        let facts = slot.facts();
        (facts.roles.clone(), facts.gone_roles.clone())
    };
    for name in promised.keys() {
        assert!(names.contains(name), "{id} lost role {name}: {names:?}");
    }
    for name in &names {
        assert!(!gone.contains(name), "{id}: role {name} is back");
        let said = api.send(&roles::reveal_password(&api.project, &id, name)).await;
        let said = said.unwrap_or_else(|error| panic!("{id}, role {name}: {error}"));
        let said = said.password.expose_secret().to_owned();
        if let Some(Some(first)) = promised.get(name) {
            assert_eq!(*first, said, "the password of {name} changed");
        }
        let opened = database::connect_as(&url, name, &said).await;
        assert!(opened.is_ok(), "{id}: role {name} cannot log in: {:?}", opened.err());
    }
}
