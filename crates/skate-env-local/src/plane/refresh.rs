//! Updating the state from a server: roles and databases that were created by SQL, sizes, usage.

use std::sync::Arc;
use std::time::SystemTime;

use jiff::Timestamp;
use skate_env_core::neon::{BranchId, OperationId};

use super::computes::lock;
use super::{Plane, catalog};
use crate::compute::{StopHook, Usage};
use crate::postgres::Superuser;
use crate::state::{Action, Branch, Database, Operation, Role, State, TimelineId, UsageSinceStart};

impl Plane {
    /// Records roles, databases and sizes of a branch whose server runs. Wakes no server.
    pub(crate) async fn refresh(&self, branch: &BranchId) {
        self.record_usage_of_all();
        if self.read(|state| state.changes_catalog(branch)) {
            return;
        }
        let Some(compute) = self.known_compute(branch) else { return };
        if let Some(lease) = compute.lease_if_running().await {
            self.record_catalog(branch, &lease.superuser()).await;
        }
    }

    /// The hook of a compute that records everything just before its server stops.
    pub(super) fn stop_hook(self: &Arc<Self>, branch: BranchId) -> StopHook {
        // Weak: the plane owns the compute.
        let plane = Arc::downgrade(self);
        Box::new(move |superuser| {
            let (plane, branch) = (plane.clone(), branch.clone());
            Box::pin(async move {
                if let Some(plane) = plane.upgrade() {
                    plane.record_catalog(&branch, &superuser).await;
                    plane.record_usage(&branch);
                }
            })
        })
    }

    /// Adds what was used since the server started to the stored figures.
    fn record_usage(&self, branch: &BranchId) {
        let Some(usage) = self.known_compute(branch).map(|compute| compute.usage()) else {
            return;
        };
        // If this fails, figures are lost, not data.
        let _ = self.store.change(|state| {
            record_usage_since_start(state, branch, &usage);
            let endpoint = state.endpoints.values_mut().find(|one| one.branch_id == *branch);
            if let Some(endpoint) = endpoint {
                endpoint.suspended_at = Some(Timestamp::now());
            }
            state.branch_mut(branch)?.add_awake_time(Timestamp::now());
            let counters = &mut state.branch_mut(branch)?.counters;
            *counters = counters.total();
            (counters.since_start, counters.sent_recorded) =
                (UsageSinceStart::default(), usage.sent);
            Ok(())
        });
    }

    /// Records the usage of every compute, without a query to any server.
    pub(crate) fn record_usage_of_all(&self) {
        let computes = lock(&self.registry).computes.clone();
        self.store.change_in_memory(|state| {
            for (branch, compute) in computes {
                record_usage_since_start(state, &branch, &compute.usage());
            }
        });
    }

    pub(super) async fn record_catalog(&self, id: &BranchId, superuser: &Superuser) {
        let before = self.read(|state| last_change(state, id));
        let Ok(session) = superuser.connect("postgres").await else { return };
        // A server that is stopping answers with errors: the last recorded values remain.
        let Ok(found) = catalog::read(&session).await else { return };
        self.store.change_in_memory(|state| {
            // A role that was requested meanwhile is in the state and not on the server yet.
            if before != last_change(state, id) {
                return;
            }
            if let Some(branch) = state.branches.get_mut(id) {
                merge_catalog(branch, found, Timestamp::now());
            }
        });
    }
}

/// The branch's timeline, and its last operation that changes roles or databases.
fn last_change(state: &State, id: &BranchId) -> (Option<TimelineId>, Option<OperationId>) {
    let changes = |one: &&Operation| one.branch_id == *id && one.action == Action::ApplyConfig;
    let last = state.operations.iter().rev().find(changes).map(|one| one.id.clone());
    (state.branches.get(id).map(|branch| branch.timeline.clone()), last)
}

fn record_usage_since_start(state: &mut State, id: &BranchId, usage: &Usage) {
    let size = state.endpoint_of(id).map_or(0.0, |endpoint| endpoint.autoscaling_limit_max_cu);
    if let Some(branch) = state.branches.get_mut(id) {
        let running = usage.running_since.and_then(|since| since.elapsed().ok());
        let seconds = running.unwrap_or_default().as_secs_f64();
        let sent = usage.sent.saturating_sub(branch.counters.sent_recorded);
        branch.counters.since_start = UsageSinceStart {
            active_time_seconds: seconds,
            compute_time_seconds: seconds * size,
            data_transfer_bytes: sent,
        };
    }
    if let Some(endpoint) = state.endpoints.values_mut().find(|one| one.branch_id == *id) {
        endpoint.started_at = timestamp(usage.started_at).or(endpoint.started_at);
        endpoint.last_active = timestamp(usage.last_active).or(endpoint.last_active);
    }
}

fn timestamp(time: Option<SystemTime>) -> Option<Timestamp> {
    time.and_then(|time| Timestamp::try_from(time).ok())
}

/// Keeps the passwords, ids and times of roles and databases that are known already.
fn merge_catalog(branch: &mut Branch, found: catalog::Catalog, now: Timestamp) {
    branch.logical_size = Some(found.size);
    branch.counters.written_data_bytes = u64::try_from(found.written).unwrap_or(0);
    let old = std::mem::take(&mut branch.roles);
    branch.roles = found
        .roles
        .into_iter()
        .map(|role| {
            let known = old.iter().find(|known| known.name == role.name).cloned();
            known.unwrap_or(Role {
                name: role.name,
                password: None,
                created_at: now,
                updated_at: now,
            })
        })
        .collect();
    let old = std::mem::take(&mut branch.databases);
    let mut next = old.iter().map(|database| database.id).max().unwrap_or(0);
    branch.databases = found
        .databases
        .into_iter()
        .map(|database| {
            let (name, owner_name) = (database.name, database.owner);
            if let Some(known) = old.iter().find(|known| known.name == name) {
                return Database { owner_name, ..known.clone() };
            }
            next += 1;
            Database { id: next, name, owner_name, created_at: now, updated_at: now }
        })
        .collect();
}
