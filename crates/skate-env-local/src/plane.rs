//! The control plane: the state, the computes, and the operations that make the computes follow
//! the state.
//!
//! `open` starts it in a home, `run_operations` runs operations in the background by `execute`,
//! `computes` keeps computes and listeners as the state describes them.

mod catalog;
mod computes;
mod error;
mod execute;
mod expiry_task;
mod history;
mod history_task;
mod open;
mod refresh;
mod run_operations;
mod schema;
mod statistics;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use futures_util::future::join_all;
use jiff::Timestamp;
use skate_env_core::neon::BranchId;
use tokio::sync::{Notify, watch};
use tokio_util::task::TaskTracker;

pub(crate) use open::Postgres;

use crate::faults::Faults;
use crate::home::{Certificate, Home};
use crate::postgres::blocking;
use crate::state::{ApiError, Operation, State, TimelineId};
use crate::store::Store;
use crate::wake_proxy::Listener;
use computes::{Registry, lock};

/// The value of a change of the state, and the operations that complete it.
#[derive(Debug)]
pub(crate) struct ChangeOutcome<T> {
    pub(crate) value: T,
    pub(crate) operations: Vec<Operation>,
}

/// The control plane: its state and everything that runs for it.
pub(crate) struct Plane {
    store: Store,
    postgres: Postgres,
    faults: Faults,
    registry: Mutex<Registry>,
    /// Branches whose operations are running.
    busy: Mutex<BTreeSet<BranchId>>,
    /// Tasks that a shutdown waits for.
    background: TaskTracker,
    /// Notified when a branch may need its first base backup.
    history_wanted: Notify,
    stopping: watch::Sender<bool>,
    /// Sent when an operation has ended.
    operation_ended: watch::Sender<()>,
    // Last: it is unlocked when nothing runs any more.
    home: Home,
}

impl Plane {
    fn new(store: Store, postgres: Postgres, faults: Faults, home: Home) -> Self {
        Self {
            store,
            postgres,
            faults,
            registry: Mutex::default(),
            busy: Mutex::default(),
            background: TaskTracker::new(),
            history_wanted: Notify::new(),
            stopping: watch::Sender::new(false),
            operation_ended: watch::Sender::new(()),
            home,
        }
    }

    /// A plane with a state that runs no operation.
    #[cfg(test)]
    pub(crate) fn without_computes(store: Store, home: &Path) -> Self {
        let account = crate::Account::for_servers().unwrap();
        let home = Home::open(home, &account).unwrap();
        let certificate = Certificate::open(home.folder(), &account).unwrap();
        let postgres = Postgres {
            binaries: crate::fixture::all_binaries().remove(0),
            account,
            durability: crate::Durability::Relaxed,
            certificate,
            search: crate::fixture::search(),
            template: None,
        };
        let plane = Self::new(store, postgres, Faults::default(), home);
        plane.stopping.send_replace(true);
        plane
    }

    pub(crate) fn read<T>(&self, read: impl FnOnce(&State) -> T) -> T {
        self.store.read(read)
    }

    /// Changes the state durably, and starts the operations that the change adds.
    pub(crate) fn change<T>(
        self: &Arc<Self>,
        change: impl FnOnce(&mut State, Timestamp) -> Result<T, ApiError>,
    ) -> Result<ChangeOutcome<T>, ApiError> {
        let now = Timestamp::now();
        let changed = self.store.change(|state| {
            let before = state.operations.len();
            let value = change(state, now)?;
            Ok(ChangeOutcome { value, operations: state.operations[before..].to_vec() })
        })?;
        if !self.is_stopping() {
            self.reconcile();
            self.start_operations();
        }
        Ok(changed)
    }

    pub(crate) fn certificate(&self) -> &Certificate {
        &self.postgres.certificate
    }

    pub(crate) fn faults(&self) -> &Faults {
        &self.faults
    }

    /// Starts no more operations, waits for the running ones, and stops every server.
    pub(crate) async fn shut_down(&self) {
        self.stopping.send_replace(true);
        self.background.close();
        self.background.wait().await;
        let (listeners, computes) = {
            let mut registry = lock(&self.registry);
            let computes: Vec<_> = registry.computes.values().cloned().collect();
            (std::mem::take(&mut registry.listeners), computes)
        };
        join_all(listeners.into_values().map(Listener::close)).await;
        let stops = computes.into_iter().map(|compute| async move {
            // A server that does not stop is ended when its handle is dropped.
            let _ = compute.shut_down().await;
        });
        join_all(stops).await;
        lock(&self.registry).computes.clear();
    }

    fn is_stopping(&self) -> bool {
        *self.stopping.borrow()
    }

    fn timeline_folder(&self, timeline: &TimelineId) -> PathBuf {
        self.home.clusters().join(&timeline.0)
    }
}

/// Removes a folder that the state does not name. If that fails, the next start removes it.
async fn remove_folder(folder: &Path) {
    let folder = folder.to_owned();
    let _ = blocking(move || std::fs::remove_dir_all(folder)).await;
}
