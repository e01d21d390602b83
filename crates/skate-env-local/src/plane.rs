//! The control plane: the state, the computes, and the work that turns one into the other.
//!
//! `open` brings a home to life, `runner` does operations in the background, `deeds` is what they
//! do, `servers` keeps computes and doors as the state wants them.

mod catalog;
mod deeds;
mod expire;
mod histories;
mod open;
mod points;
mod refresh;
mod runner;
mod schema;
mod servers;

mod trouble;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use futures_util::future::join_all;
use jiff::Timestamp;
use skate_env_core::neon::BranchId;
use tokio::sync::{Notify, watch};
use tokio_util::task::TaskTracker;

pub(crate) use open::Postgres;

use crate::api::Faults;
use crate::gateway::{Certificate, Door};
use crate::home::Home;
use crate::postgres::blocking;
use crate::state::{Operation, Refusal, State, TimelineId};
use crate::store::Store;
use servers::{Servers, locked};

/// What was changed, and what is still to be done for it.
#[derive(Debug)]
pub(crate) struct Changed<T> {
    pub(crate) value: T,
    pub(crate) operations: Vec<Operation>,
}

/// Everything that runs.
pub(crate) struct Plane {
    store: Store,
    postgres: Postgres,
    faults: Faults,
    servers: Mutex<Servers>,
    /// Branches whose operations are being done.
    busy: Mutex<BTreeSet<BranchId>>,
    tasks: TaskTracker,
    /// A branch may have begun to keep a history.
    history_wanted: Notify,
    stopping: watch::Sender<bool>,
    // Last: it is let go when nothing runs any more.
    home: Home,
}

impl Plane {
    fn new(store: Store, postgres: Postgres, faults: Faults, home: Home) -> Self {
        Self {
            store,
            postgres,
            faults,
            servers: Mutex::default(),
            busy: Mutex::default(),
            tasks: TaskTracker::new(),
            history_wanted: Notify::new(),
            stopping: watch::Sender::new(false),
            home,
        }
    }

    /// A plane that knows, and runs nothing.
    #[cfg(test)]
    pub(crate) fn without_computes(store: Store, home: &Path) -> Self {
        let account = crate::Account::for_servers().unwrap();
        let home = Home::open(home, &account).unwrap();
        let certificate = Certificate::open(home.folder(), &account).unwrap();
        let postgres = Postgres {
            binaries: crate::testing::all_binaries().remove(0),
            account,
            durability: crate::Durability::Relaxed,
            certificate,
            search: crate::testing::search(),
        };
        let plane = Self::new(store, postgres, Faults::default(), home);
        plane.stopping.send_replace(true);
        plane
    }

    /// Looks at the state.
    pub(crate) fn read<T>(&self, question: impl FnOnce(&State) -> T) -> T {
        self.store.read(question)
    }

    /// Changes the state durably, and begins the operations that the change leaves behind.
    pub(crate) fn change<T>(
        self: &Arc<Self>,
        change: impl FnOnce(&mut State, Timestamp) -> Result<T, Refusal>,
    ) -> Result<Changed<T>, Refusal> {
        let now = Timestamp::now();
        let changed = self.store.change(|state| {
            let before = state.operations.len();
            let value = change(state, now)?;
            Ok(Changed { value, operations: state.operations[before..].to_vec() })
        })?;
        if !self.is_stopping() {
            self.reconcile();
            self.begin();
        }
        Ok(changed)
    }

    /// What clients may trust.
    pub(crate) fn certificate(&self) -> &Certificate {
        &self.postgres.certificate
    }

    /// The failures that tests ask for.
    pub(crate) fn faults(&self) -> &Faults {
        &self.faults
    }

    /// Begins nothing more, waits for what was begun, and stops every server.
    pub(crate) async fn shut_down(&self) {
        self.stopping.send_replace(true);
        self.tasks.close();
        self.tasks.wait().await;
        let (doors, computes) = {
            let mut servers = locked(&self.servers);
            let computes: Vec<_> = servers.computes.values().cloned().collect();
            (std::mem::take(&mut servers.doors), computes)
        };
        join_all(doors.into_values().map(Door::close)).await;
        let stops = computes.into_iter().map(|compute| async move {
            // One that does not stop is ended when its handle goes.
            let _ = compute.shut_down().await;
        });
        join_all(stops).await;
        locked(&self.servers).computes.clear();
    }

    fn is_stopping(&self) -> bool {
        *self.stopping.borrow()
    }

    fn timeline_folder(&self, timeline: &TimelineId) -> PathBuf {
        self.home.clusters().join(&timeline.0)
    }
}

/// Removes a folder that nothing refers to. What cannot be removed now is at the next start.
async fn remove_folder(folder: &Path) {
    let folder = folder.to_owned();
    let _ = blocking(move || std::fs::remove_dir_all(folder)).await;
}
