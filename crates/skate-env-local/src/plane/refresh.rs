//! What a server says of itself, noted: roles and databases that were made in SQL, sizes, time.

use std::sync::Arc;
use std::time::SystemTime;

use jiff::Timestamp;
use skate_env_core::neon::{BranchId, OperationId};

use super::servers::locked;
use super::{Plane, catalog};
use crate::compute::{BeforeStop, Counters};
use crate::postgres::Superuser;
use crate::state::{Action, Branch, Database, Live, Operation, Role, State, TimelineId};

impl Plane {
    /// Notes roles, databases and sizes of a branch that is awake; one that sleeps is left alone.
    pub(crate) async fn refresh(&self, branch: &BranchId) {
        self.look_at_computes();
        if self.read(|state| state.changes_catalog(branch)) {
            return;
        }
        let compute = self.known_compute(branch);
        let Some(compute) = compute else { return };
        if let Some(lease) = compute.awake().await {
            self.note_catalog(branch, &lease.superuser()).await;
        }
    }

    /// For a compute: notes everything just before it sleeps.
    pub(super) fn before_stop(self: &Arc<Self>, branch: BranchId) -> BeforeStop {
        // A compute does not keep its plane alive.
        let plane = Arc::downgrade(self);
        Box::new(move |superuser| {
            let (plane, branch) = (plane.clone(), branch.clone());
            Box::pin(async move {
                if let Some(plane) = plane.upgrade() {
                    plane.note_catalog(&branch, &superuser).await;
                    plane.note_usage(&branch);
                }
            })
        })
    }

    /// Writes down what was used since the compute woke.
    fn note_usage(&self, branch: &BranchId) {
        let Some(counters) = self.known_compute(branch).map(|compute| compute.counters()) else {
            return;
        };
        // What cannot be written is lost: figures, not data.
        let _ = self.store.change(|state| {
            note_live(state, branch, &counters);
            let endpoint = state.endpoints.values_mut().find(|one| one.branch_id == *branch);
            if let Some(endpoint) = endpoint {
                endpoint.suspended_at = Some(Timestamp::now());
            }
            let used = &mut state.branch_mut(branch)?.counters;
            *used = used.now();
            (used.live, used.sent_noted) = (Live::default(), counters.sent);
            Ok(())
        });
    }

    /// Looks at what every compute used and did so far, without asking any server.
    pub(crate) fn look_at_computes(&self) {
        let computes = locked(&self.servers).computes.clone();
        self.store.touch(|state| {
            for (branch, compute) in computes {
                note_live(state, &branch, &compute.counters());
            }
        });
    }

    pub(super) async fn note_catalog(&self, id: &BranchId, superuser: &Superuser) {
        let before = self.read(|state| last_change(state, id));
        let Ok(session) = superuser.connect("postgres").await else { return };
        // A server that is busy dying says nothing; what was noted last stands.
        let Ok(found) = catalog::look(&session).await else { return };
        self.store.touch(|state| {
            // A role that was asked for meanwhile is not on the server yet, and not to be forgotten.
            if before != last_change(state, id) {
                return;
            }
            if let Some(branch) = state.branches.get_mut(id) {
                note(branch, found, Timestamp::now());
            }
        });
    }
}

/// Which data the branch has, and what was last asked for that changes roles and databases.
fn last_change(state: &State, id: &BranchId) -> (Option<TimelineId>, Option<OperationId>) {
    let changes = |one: &&Operation| one.branch_id == *id && one.action == Action::ApplyConfig;
    let last = state.operations.iter().rev().find(changes).map(|one| one.id.clone());
    (state.branches.get(id).map(|branch| branch.timeline.clone()), last)
}

fn note_live(state: &mut State, id: &BranchId, counters: &Counters) {
    let size = state.endpoint_of(id).map_or(0.0, |endpoint| endpoint.autoscaling_limit_max_cu);
    if let Some(branch) = state.branches.get_mut(id) {
        let awake = counters.awake_since.and_then(|since| since.elapsed().ok());
        let seconds = awake.unwrap_or_default().as_secs_f64();
        let sent = counters.sent.saturating_sub(branch.counters.sent_noted);
        branch.counters.live = Live {
            active_time_seconds: seconds,
            compute_time_seconds: seconds * size,
            data_transfer_bytes: sent,
        };
    }
    if let Some(endpoint) = state.endpoints.values_mut().find(|one| one.branch_id == *id) {
        endpoint.started_at = moment(counters.started_at).or(endpoint.started_at);
        endpoint.last_active = moment(counters.last_active).or(endpoint.last_active);
    }
}

fn moment(time: Option<SystemTime>) -> Option<Timestamp> {
    time.and_then(|time| Timestamp::try_from(time).ok())
}

fn note(branch: &mut Branch, found: catalog::Found, now: Timestamp) {
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
