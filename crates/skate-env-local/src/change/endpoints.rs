//! Endpoints: one for a branch, at a port of its own.

use jiff::Timestamp;
use serde_json::{Value, json};
use skate_env_core::neon::{BranchId, EndpointId};

use crate::state::{Action, Deed, Endpoint, Refusal, State, endpoint_id};

const SMALLEST_COMPUTE: f64 = 0.25;
const LARGEST_COMPUTE: f64 = 56.0;

/// What a new endpoint is to be; absent: Neon's default.
#[derive(Clone, Debug, Default)]
pub(crate) struct NewEndpoint {
    pub(crate) read_only: bool,
    pub(crate) changes: EndpointChanges,
}

/// What is to change; absent: nothing.
#[derive(Clone, Debug, Default)]
pub(crate) struct EndpointChanges {
    pub(crate) name: Option<String>,
    pub(crate) min_cu: Option<f64>,
    pub(crate) max_cu: Option<f64>,
    pub(crate) suspend_timeout_seconds: Option<i64>,
    pub(crate) disabled: Option<bool>,
    pub(crate) settings: Option<Value>,
}

impl State {
    pub(crate) fn create_endpoint(
        &mut self,
        branch: &BranchId,
        new: &NewEndpoint,
        now: Timestamp,
    ) -> Result<EndpointId, Refusal> {
        self.refuse_while_busy(branch)?;
        let id = self.add_endpoint(branch, new, now)?;
        self.schedule(branch, Action::StartCompute, Deed::Start, now)?;
        Ok(id)
    }

    pub(crate) fn add_endpoint(
        &mut self,
        branch: &BranchId,
        new: &NewEndpoint,
        now: Timestamp,
    ) -> Result<EndpointId, Refusal> {
        if new.read_only {
            let message = "read-only endpoints are not there on this machine";
            return Err(Refusal::missing(message));
        }
        if self.endpoint_of(branch).is_some() {
            let message = "a read-write endpoint already exists for the branch";
            return Err(Refusal::exists("ENDPOINT_ALREADY_EXISTS", message));
        }
        let defaults = self.project.default_endpoint_settings.clone();
        let mut endpoint = Endpoint {
            id: endpoint_id()?,
            name: None,
            branch_id: branch.clone(),
            port: 0,
            autoscaling_limit_min_cu: defaults.autoscaling_limit_min_cu,
            autoscaling_limit_max_cu: defaults.autoscaling_limit_max_cu,
            suspend_timeout_seconds: defaults.suspend_timeout_seconds,
            disabled: false,
            settings: json!({ "pg_settings": defaults.pg_settings }),
            created_at: now,
            updated_at: now,
            last_active: None,
            started_at: None,
            suspended_at: None,
        };
        apply(&mut endpoint, &new.changes)?;
        endpoint.port = self.ports.take()?;
        let id = endpoint.id.clone();
        self.endpoints.insert(id.clone(), endpoint);
        Ok(id)
    }

    pub(crate) fn update_endpoint(
        &mut self,
        id: &EndpointId,
        changes: &EndpointChanges,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        let endpoint = self.endpoint_mut(id)?;
        apply(endpoint, changes)?;
        endpoint.updated_at = now;
        Ok(())
    }

    /// Takes the endpoint away; `None` where there was none.
    pub(crate) fn delete_endpoint(
        &mut self,
        id: &EndpointId,
        now: Timestamp,
    ) -> Result<Option<Endpoint>, Refusal> {
        let Some(endpoint) = self.endpoints.get(id) else { return Ok(None) };
        let branch = endpoint.branch_id.clone();
        self.refuse_while_busy(&branch)?;
        self.schedule(&branch, Action::SuspendCompute, Deed::Suspend, now)?;
        Ok(self.remove_endpoint(id))
    }

    pub(super) fn remove_endpoint(&mut self, id: &EndpointId) -> Option<Endpoint> {
        let endpoint = self.endpoints.remove(id)?;
        self.ports.retire(endpoint.port);
        Some(endpoint)
    }

    /// Asks for a start, a suspension or a restart.
    pub(crate) fn ask_compute(
        &mut self,
        id: &EndpointId,
        deed: Deed,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        let endpoint = self.endpoint(id)?;
        if endpoint.disabled && !matches!(deed, Deed::Suspend) {
            let message = "the endpoint is disabled";
            return Err(Refusal::not_allowed("ENDPOINT_DISABLED", message));
        }
        let branch = endpoint.branch_id.clone();
        match deed {
            Deed::Start => self.refuse_while_changed(&branch)?,
            _ => self.refuse_while_busy(&branch)?,
        }
        let action = match deed {
            Deed::Suspend => Action::SuspendCompute,
            _ => Action::StartCompute,
        };
        self.schedule(&branch, action, deed, now)
    }
}

fn apply(endpoint: &mut Endpoint, changes: &EndpointChanges) -> Result<(), Refusal> {
    let size = (endpoint.autoscaling_limit_min_cu, endpoint.autoscaling_limit_max_cu);
    let (min, max) = check_size(size, (changes.min_cu, changes.max_cu))?;
    let suspend = changes.suspend_timeout_seconds.unwrap_or(endpoint.suspend_timeout_seconds);
    check_suspend(suspend)?;
    endpoint.autoscaling_limit_min_cu = min;
    endpoint.autoscaling_limit_max_cu = max;
    endpoint.suspend_timeout_seconds = suspend;
    endpoint.disabled = changes.disabled.unwrap_or(endpoint.disabled);
    if let Some(name) = &changes.name {
        endpoint.name = Some(name.clone());
    }
    if let Some(settings) = &changes.settings {
        endpoint.settings = settings.clone();
    }
    Ok(())
}

/// The least and the most, where one or both are asked for anew.
pub(super) fn check_size(
    now: (f64, f64),
    asked: (Option<f64>, Option<f64>),
) -> Result<(f64, f64), Refusal> {
    // Who names one of the two means no other to be in its way.
    let (min, max) = match asked {
        (Some(min), Some(max)) => (min, max),
        (Some(min), None) => (min, now.1.max(min)),
        (None, Some(max)) => (now.0.min(max), max),
        (None, None) => now,
    };
    let sizes = SMALLEST_COMPUTE..=LARGEST_COMPUTE;
    if sizes.contains(&min) && sizes.contains(&max) && min <= max {
        return Ok((min, max));
    }
    let message =
        "a compute's size is 0.25 to 56 compute units, and its least is not more than its most";
    Err(Refusal::invalid(message))
}

pub(super) fn check_suspend(seconds: i64) -> Result<(), Refusal> {
    if matches!(seconds, -1 | 0 | 60..=604_800) {
        return Ok(());
    }
    Err(Refusal::invalid("suspend_timeout_seconds is -1 (never), 0 (300 s) or 60 to 604800"))
}
