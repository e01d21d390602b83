//! The computes of branches and the listeners of endpoints: created from the state, and updated
//! after every change of it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use skate_env_core::Code;
use skate_env_core::neon::{BranchId, EndpointId, model::BranchState, model::EndpointState};

use super::Plane;
use super::catalog::SUPERUSER;
use super::statistics;
use crate::clone;
use crate::compute::{Compute, ComputeSpec};
use crate::history::History;
use crate::state::{Action, Branch, DEFAULT_SUSPEND_SECONDS, Endpoint, State, TimelineId};
use crate::wake_proxy::Listener;
use crate::{ClusterOptions, Error, Result};

/// All computes and listeners.
#[derive(Default)]
pub(super) struct Registry {
    pub(super) computes: BTreeMap<BranchId, Compute>,
    pub(super) listeners: BTreeMap<EndpointId, Listener>,
}

impl Plane {
    /// The branch's compute, suspended or running.
    pub(super) fn compute(self: &Arc<Self>, id: &BranchId) -> Result<Compute> {
        let mut registry = lock(&self.registry);
        if let Some(compute) = registry.computes.get(id) {
            return Ok(compute.clone());
        }
        let found = self.read(|state| {
            let branch = state.branches.get(id).cloned();
            branch.map(|branch| (branch, suspend_after(state.endpoint_of(id))))
        });
        let (branch, suspend_after) = found.ok_or_else(|| branch_gone(id))?;
        let compute = self.new_compute(&branch, &branch.timeline, suspend_after);
        registry.computes.insert(id.clone(), compute.clone());
        Ok(compute)
    }

    /// The branch's compute, if it has been used since the start.
    pub(super) fn known_compute(&self, id: &BranchId) -> Option<Compute> {
        lock(&self.registry).computes.get(id).cloned()
    }

    /// Takes the branch's compute out of the registry.
    pub(super) fn take_compute(&self, id: &BranchId) -> Option<Compute> {
        lock(&self.registry).computes.remove(id)
    }

    /// A compute of a branch on one of its timelines.
    pub(super) fn new_compute(
        self: &Arc<Self>,
        branch: &Branch,
        timeline: &TimelineId,
        suspend_after: Option<Duration>,
    ) -> Compute {
        Compute::new(ComputeSpec {
            binaries: self.postgres.binaries.clone(),
            account: self.postgres.account.clone(),
            folder: self.timeline_folder(timeline),
            options: self.cluster_options(branch),
            suspend_after,
            before_stop: Some(self.stop_hook(branch.id.clone())),
        })
    }

    /// The options of a branch's server.
    pub(super) fn cluster_options(&self, branch: &Branch) -> ClusterOptions {
        let password = self.read(|state| state.project.superuser_password.secret());
        let mut options =
            ClusterOptions::new(branch.id.as_str(), password).durability(self.postgres.durability);
        options.stdin = Some(self.home.stdin());
        options.template.clone_from(&self.postgres.template);
        SUPERUSER.clone_into(&mut options.superuser);
        options.settings = self.postgres.certificate.settings().into();
        options.settings.extend(clone::settings());
        options.settings.extend(statistics::settings(&self.postgres.binaries));
        if self.has_history(&branch.id) {
            options.settings.extend(History::settings());
        }
        options
    }

    /// Opens and closes listeners as the state describes them. If another program took a port, the
    /// operation that starts the endpoint reports it.
    pub(super) fn reconcile(self: &Arc<Self>) {
        let wanted: Vec<Endpoint> = self.read(|state| {
            state.endpoints.values().filter(|one| is_open(state, one)).cloned().collect()
        });
        lock(&self.registry)
            .listeners
            .retain(|id, _| wanted.iter().any(|endpoint| endpoint.id == *id));
        for endpoint in &wanted {
            let _ = self.open_listener(endpoint);
            if let Some(compute) = lock(&self.registry).computes.get(&endpoint.branch_id) {
                compute.set_suspend_after(suspend_after(Some(endpoint)));
            }
        }
    }

    /// Opens the endpoint's listener, unless it is open.
    pub(super) fn open_listener(self: &Arc<Self>, endpoint: &Endpoint) -> Result<()> {
        let compute = self.compute(&endpoint.branch_id)?;
        let mut registry = lock(&self.registry);
        if !registry.listeners.contains_key(&endpoint.id) {
            let tls = self.postgres.certificate.acceptor()?;
            let listener = Listener::open(endpoint.port, compute, tls)?;
            registry.listeners.insert(endpoint.id.clone(), listener);
        }
        Ok(())
    }

    /// The state of the endpoint's compute, and the state that an operation will bring it to.
    pub(crate) fn endpoint_state(&self, id: &EndpointId) -> (EndpointState, Option<EndpointState>) {
        let found = self.read(|state| {
            let endpoint = state.endpoints.get(id)?;
            let branch = state.branches.get(&endpoint.branch_id)?;
            let initial = branch.current_state == BranchState::Init;
            let next = state.unfinished(&branch.id).find_map(|operation| match operation.action {
                Action::StartCompute => Some(EndpointState::Active),
                Action::SuspendCompute => Some(EndpointState::Idle),
                _ => None,
            });
            Some((branch.id.clone(), initial, next))
        });
        let Some((branch, initial, next)) = found else { return (EndpointState::Idle, None) };
        if initial {
            return (EndpointState::Init, Some(EndpointState::Active));
        }
        let computes = &lock(&self.registry).computes;
        let running =
            computes.get(&branch).is_some_and(|compute| compute.usage().running_since.is_some());
        let now = if running { EndpointState::Active } else { EndpointState::Idle };
        let next = next.filter(|next| *next != now);
        (now, next)
    }
}

/// Whether the endpoint accepts connections.
fn is_open(state: &State, endpoint: &Endpoint) -> bool {
    let branch = state.branches.get(&endpoint.branch_id);
    !endpoint.disabled && branch.is_some_and(|branch| branch.current_state != BranchState::Init)
}

/// How long the compute runs without a query; without a limit if `None`. A branch without an
/// endpoint runs only while another branch is created from it.
pub(super) fn suspend_after(endpoint: Option<&Endpoint>) -> Option<Duration> {
    let seconds = match endpoint.map(|endpoint| endpoint.suspend_timeout_seconds) {
        Some(-1) => return None,
        Some(0) => DEFAULT_SUSPEND_SECONDS,
        Some(seconds) => seconds,
        None => 1,
    };
    Some(Duration::from_secs(u64::try_from(seconds).unwrap_or(0)))
}

pub(super) fn branch_gone(branch: &BranchId) -> Error {
    let message = format!("branch {branch} was deleted");
    Error::new(Code::BranchGone, message, "Name another branch.")
}

/// Ignores poison: no code panics while it holds one of these locks.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
