//! Calls about operations, the work that Neon does after it has replied.

use crate::neon::{
    Method::Get,
    OperationId, ProjectId, Request,
    model::{OperationAnswer, OperationsPage},
};

/// One operation.
#[must_use]
pub fn get(project: &ProjectId, operation: &OperationId) -> Request<OperationAnswer> {
    let parts = [project.as_str(), operation.as_str()];
    Request::new(Get, "/projects/{}/operations/{}", &parts)
}

/// A page of operations, the newest first.
#[must_use]
pub fn list(project: &ProjectId, cursor: Option<&str>) -> Request<OperationsPage> {
    Request::new(Get, "/projects/{}/operations", &[project.as_str()])
        .query("limit", super::PAGE)
        .query_if("cursor", cursor)
}
