//! Calls about endpoints, the computes of branches.

use serde::Serialize;
use serde_json::json;

use crate::neon::{
    BranchId, EndpointId, Method,
    Method::{Delete, Get, Patch, Post},
    ProjectId, Request,
    model::{EndpointAnswer, EndpointType, Endpoints},
};

/// What a compute is to be; what is absent is Neon's default.
#[derive(Clone, Debug, Serialize)]
pub struct Compute {
    /// What it may do.
    pub r#type: EndpointType,
    /// The least of its size.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub autoscaling_limit_min_cu: Option<f64>,
    /// The most of its size.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub autoscaling_limit_max_cu: Option<f64>,
    /// Seconds until it is suspended: -1 never.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suspend_timeout_seconds: Option<i64>,
}

impl Default for Compute {
    fn default() -> Self {
        Self {
            r#type: EndpointType::ReadWrite,
            autoscaling_limit_min_cu: None,
            autoscaling_limit_max_cu: None,
            suspend_timeout_seconds: None,
        }
    }
}

/// Makes a compute for a branch.
#[must_use]
pub fn create(
    project: &ProjectId,
    branch: &BranchId,
    compute: &Compute,
) -> Request<EndpointAnswer> {
    let mut endpoint = json!(compute);
    endpoint["branch_id"] = json!(branch);
    Request::new(Post, "/projects/{}/endpoints", &[project.as_str()])
        .body(&json!({ "endpoint": endpoint }))
}

/// Every endpoint of a project.
#[must_use]
pub fn list(project: &ProjectId) -> Request<Endpoints> {
    Request::new(Get, "/projects/{}/endpoints", &[project.as_str()])
}

/// The endpoints of a branch.
#[must_use]
pub fn of_branch(project: &ProjectId, branch: &BranchId) -> Request<Endpoints> {
    Request::of_branch(Get, "/projects/{}/branches/{}/endpoints", project, branch)
}

/// One endpoint.
#[must_use]
pub fn get(project: &ProjectId, endpoint: &EndpointId) -> Request<EndpointAnswer> {
    one(Get, "/projects/{}/endpoints/{}", project, endpoint)
}

/// Changes an endpoint's size and suspension.
#[must_use]
pub fn update(
    project: &ProjectId,
    endpoint: &EndpointId,
    compute: &Compute,
) -> Request<EndpointAnswer> {
    let mut changes = json!(compute);
    if let Some(changes) = changes.as_object_mut() {
        changes.remove("type"); // cannot be changed
    }
    one(Patch, "/projects/{}/endpoints/{}", project, endpoint).body(&json!({ "endpoint": changes }))
}

/// Deletes an endpoint; `None` where there was none.
#[must_use]
pub fn delete(project: &ProjectId, endpoint: &EndpointId) -> Request<Option<EndpointAnswer>> {
    one(Delete, "/projects/{}/endpoints/{}", project, endpoint).repeatable()
}

/// Wakes an endpoint; one that is awake stays so.
#[must_use]
pub fn start(project: &ProjectId, endpoint: &EndpointId) -> Request<EndpointAnswer> {
    one(Post, "/projects/{}/endpoints/{}/start", project, endpoint).repeatable()
}

/// Suspends an endpoint; one that sleeps stays so.
#[must_use]
pub fn suspend(project: &ProjectId, endpoint: &EndpointId) -> Request<EndpointAnswer> {
    one(Post, "/projects/{}/endpoints/{}/suspend", project, endpoint).repeatable()
}

/// Restarts an endpoint; its connections end.
#[must_use]
pub fn restart(project: &ProjectId, endpoint: &EndpointId) -> Request<EndpointAnswer> {
    one(Post, "/projects/{}/endpoints/{}/restart", project, endpoint)
}

fn one<Answer>(
    method: Method,
    route: &'static str,
    project: &ProjectId,
    endpoint: &EndpointId,
) -> Request<Answer> {
    Request::new(method, route, &[project.as_str(), endpoint.as_str()])
}
