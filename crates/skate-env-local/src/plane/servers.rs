//! Which branches have a compute, and which endpoints a door to it: made from the state, and made
//! anew from it after every change.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use skate_env_core::Code;
use skate_env_core::neon::{BranchId, EndpointId, model::BranchState, model::EndpointState};

use super::Plane;
use super::catalog::SUPERUSER;
use crate::clone;
use crate::compute::{Compute, Spec};
use crate::gateway::Door;
use crate::history::History;
use crate::state::{Action, Branch, DEFAULT_SUSPEND_SECONDS, Endpoint, State, TimelineId};
use crate::{Error, Result, Setup};

/// What runs, or could.
#[derive(Default)]
pub(super) struct Servers {
    pub(super) computes: BTreeMap<BranchId, Compute>,
    pub(super) doors: BTreeMap<EndpointId, Door>,
}

impl Plane {
    /// The branch's compute, asleep or awake.
    pub(super) fn compute(self: &Arc<Self>, id: &BranchId) -> Result<Compute> {
        let mut servers = locked(&self.servers);
        if let Some(compute) = servers.computes.get(id) {
            return Ok(compute.clone());
        }
        let found = self.read(|state| {
            let branch = state.branches.get(id).cloned();
            branch.map(|branch| (branch, suspend_after(state.endpoint_of(id))))
        });
        let (branch, suspend_after) = found.ok_or_else(|| gone(id))?;
        let compute = self.new_compute(&branch, &branch.timeline, suspend_after);
        servers.computes.insert(id.clone(), compute.clone());
        Ok(compute)
    }

    /// The branch's compute, if it was ever asked for.
    pub(super) fn known_compute(&self, id: &BranchId) -> Option<Compute> {
        locked(&self.servers).computes.get(id).cloned()
    }

    /// The branch's compute, which nobody finds here any more.
    pub(super) fn take_compute(&self, id: &BranchId) -> Option<Compute> {
        locked(&self.servers).computes.remove(id)
    }

    /// A compute of a branch on one of its timelines.
    pub(super) fn new_compute(
        self: &Arc<Self>,
        branch: &Branch,
        timeline: &TimelineId,
        suspend_after: Option<Duration>,
    ) -> Compute {
        Compute::new(Spec {
            binaries: self.postgres.binaries.clone(),
            account: self.postgres.account.clone(),
            folder: self.timeline_folder(timeline),
            setup: self.setup(branch),
            suspend_after,
            before_stop: Some(self.before_stop(branch.id.clone())),
        })
    }

    /// What a branch's server is told.
    pub(super) fn setup(&self, branch: &Branch) -> Setup {
        let password = self.read(|state| state.project.superuser_password.secret());
        let mut setup =
            Setup::new(branch.id.as_str(), password).durability(self.postgres.durability);
        setup.stdin = Some(self.home.handle());
        SUPERUSER.clone_into(&mut setup.superuser);
        setup.settings = self.postgres.certificate.settings().into();
        setup.settings.extend(clone::settings());
        if self.keeps_history(&branch.id) {
            setup.settings.extend(History::settings());
        }
        setup
    }

    /// Opens and closes doors as the state wants them. A port that somebody else took is told
    /// when the endpoint is started.
    pub(super) fn reconcile(self: &Arc<Self>) {
        let wanted: Vec<Endpoint> = self.read(|state| {
            state.endpoints.values().filter(|one| is_open(state, one)).cloned().collect()
        });
        locked(&self.servers)
            .doors
            .retain(|id, _| wanted.iter().any(|endpoint| endpoint.id == *id));
        for endpoint in &wanted {
            let _ = self.open_door(endpoint);
            if let Some(compute) = locked(&self.servers).computes.get(&endpoint.branch_id) {
                compute.set_suspend_after(suspend_after(Some(endpoint)));
            }
        }
    }

    /// Opens the endpoint's door, if it is closed.
    pub(super) fn open_door(self: &Arc<Self>, endpoint: &Endpoint) -> Result<()> {
        let compute = self.compute(&endpoint.branch_id)?;
        let mut servers = locked(&self.servers);
        if !servers.doors.contains_key(&endpoint.id) {
            let tls = self.postgres.certificate.acceptor()?;
            let door = Door::open(endpoint.port, compute, tls)?;
            servers.doors.insert(endpoint.id.clone(), door);
        }
        Ok(())
    }

    /// What the endpoint's compute is doing now, and what next.
    pub(crate) fn endpoint_state(&self, id: &EndpointId) -> (EndpointState, Option<EndpointState>) {
        let found = self.read(|state| {
            let endpoint = state.endpoints.get(id)?;
            let branch = state.branches.get(&endpoint.branch_id)?;
            let making = branch.current_state == BranchState::Init;
            let next = state.unfinished(&branch.id).find_map(|operation| match operation.action {
                Action::StartCompute => Some(EndpointState::Active),
                Action::SuspendCompute => Some(EndpointState::Idle),
                _ => None,
            });
            Some((branch.id.clone(), making, next))
        });
        let Some((branch, making, next)) = found else { return (EndpointState::Idle, None) };
        if making {
            return (EndpointState::Init, Some(EndpointState::Active));
        }
        let computes = &locked(&self.servers).computes;
        let awake =
            computes.get(&branch).is_some_and(|compute| compute.counters().awake_since.is_some());
        let now = if awake { EndpointState::Active } else { EndpointState::Idle };
        let next = next.filter(|next| *next != now);
        (now, next)
    }
}

/// Whether connections are taken.
fn is_open(state: &State, endpoint: &Endpoint) -> bool {
    let branch = state.branches.get(&endpoint.branch_id);
    !endpoint.disabled && branch.is_some_and(|branch| branch.current_state != BranchState::Init)
}

/// How long without a query until the compute is suspended; none: never. A branch without an
/// endpoint is awake only while another one is made of it.
pub(super) fn suspend_after(endpoint: Option<&Endpoint>) -> Option<Duration> {
    let seconds = match endpoint.map(|endpoint| endpoint.suspend_timeout_seconds) {
        Some(-1) => return None,
        Some(0) => DEFAULT_SUSPEND_SECONDS,
        Some(seconds) => seconds,
        None => 1,
    };
    Some(Duration::from_secs(u64::try_from(seconds).unwrap_or(0)))
}

pub(super) fn gone(branch: &BranchId) -> Error {
    let message = format!("branch {branch} was deleted");
    Error::new(Code::BranchGone, message, "Name another branch.")
}

/// A lock that nobody holds while something can panic, so that poison means nothing.
pub(super) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
