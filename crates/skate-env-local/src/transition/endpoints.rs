//! Endpoints: at most one for each branch, on a port of its own.

use jiff::Timestamp;
use serde_json::{Value, json};
use skate_env_core::neon::{BranchId, EndpointId};

use crate::state::{Action, ApiError, Endpoint, State, Task, endpoint_id};

const MIN_COMPUTE_UNITS: f64 = 0.25;
const MAX_COMPUTE_UNITS: f64 = 56.0;

/// The fields of a new endpoint; `None` stands for the default.
#[derive(Clone, Debug, Default)]
pub(crate) struct NewEndpoint {
    pub(crate) read_only: bool,
    pub(crate) changes: EndpointChanges,
}

/// The fields to change; `None` leaves a field as it is.
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
    ) -> Result<EndpointId, ApiError> {
        self.check_not_busy(branch)?;
        let id = self.add_endpoint(branch, new, now)?;
        self.schedule(branch, Action::StartCompute, Task::Start, now)?;
        Ok(id)
    }

    pub(crate) fn add_endpoint(
        &mut self,
        branch: &BranchId,
        new: &NewEndpoint,
        now: Timestamp,
    ) -> Result<EndpointId, ApiError> {
        if new.read_only {
            let message = "this machine has no read-only endpoints";
            return Err(ApiError::not_implemented(message));
        }
        if self.endpoint_of(branch).is_some() {
            let message = "a read-write endpoint already exists for the branch";
            return Err(ApiError::exists("ENDPOINT_ALREADY_EXISTS", message));
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
    ) -> Result<(), ApiError> {
        let endpoint = self.endpoint_mut(id)?;
        apply(endpoint, changes)?;
        endpoint.updated_at = now;
        Ok(())
    }

    /// Deletes the endpoint. Returns `None` if there is no such endpoint.
    pub(crate) fn delete_endpoint(
        &mut self,
        id: &EndpointId,
        now: Timestamp,
    ) -> Result<Option<Endpoint>, ApiError> {
        let Some(endpoint) = self.endpoints.get(id) else { return Ok(None) };
        let branch = endpoint.branch_id.clone();
        self.check_not_busy(&branch)?;
        self.schedule(&branch, Action::SuspendCompute, Task::Suspend, now)?;
        Ok(self.remove_endpoint(id))
    }

    pub(super) fn remove_endpoint(&mut self, id: &EndpointId) -> Option<Endpoint> {
        let endpoint = self.endpoints.remove(id)?;
        self.ports.retire(endpoint.port);
        Some(endpoint)
    }

    /// Schedules a start, a suspension or a restart.
    pub(crate) fn schedule_compute_task(
        &mut self,
        id: &EndpointId,
        task: Task,
        now: Timestamp,
    ) -> Result<(), ApiError> {
        let endpoint = self.endpoint(id)?;
        if endpoint.disabled && !matches!(task, Task::Suspend) {
            let message = "the endpoint is disabled";
            return Err(ApiError::not_allowed("ENDPOINT_DISABLED", message));
        }
        let branch = endpoint.branch_id.clone();
        match task {
            Task::Start => self.check_operations_finished(&branch)?,
            _ => self.check_not_busy(&branch)?,
        }
        let action = match task {
            Task::Suspend => Action::SuspendCompute,
            _ => Action::StartCompute,
        };
        self.schedule(&branch, action, task, now)
    }
}

fn apply(endpoint: &mut Endpoint, changes: &EndpointChanges) -> Result<(), ApiError> {
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

/// The minimum and maximum size, of which one or both may be requested.
pub(super) fn check_size(
    present: (f64, f64),
    requested: (Option<f64>, Option<f64>),
) -> Result<(f64, f64), ApiError> {
    // If only one is requested, the other one follows where it would conflict.
    let (min, max) = match requested {
        (Some(min), Some(max)) => (min, max),
        (Some(min), None) => (min, present.1.max(min)),
        (None, Some(max)) => (present.0.min(max), max),
        (None, None) => present,
    };
    let sizes = MIN_COMPUTE_UNITS..=MAX_COMPUTE_UNITS;
    if sizes.contains(&min) && sizes.contains(&max) && min <= max {
        return Ok((min, max));
    }
    let message =
        "a compute's size is 0.25 to 56 compute units, and its minimum is not above its maximum";
    Err(ApiError::invalid(message))
}

pub(super) fn check_suspend(seconds: i64) -> Result<(), ApiError> {
    if matches!(seconds, -1 | 0 | 60..=604_800) {
        return Ok(());
    }
    Err(ApiError::invalid("suspend_timeout_seconds is -1 (never), 0 (300 s) or 60 to 604800"))
}
