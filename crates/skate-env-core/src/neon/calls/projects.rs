//! Calls about projects and the owner of the key.

use serde_json::Value;

use crate::neon::{
    Method::{Get, Patch},
    ProjectId, Request,
    model::{Account, ProjectAnswer, ProjectsPage},
};

/// Whose key it is.
#[must_use]
pub fn authentication() -> Request<Account> {
    Request::new(Get, "/auth", &[])
}

/// A page of projects; an organization's key may have to name its organization.
#[must_use]
pub fn list(organization: Option<&str>, cursor: Option<&str>) -> Request<ProjectsPage> {
    Request::new(Get, "/projects", &[])
        .query("limit", super::PAGE)
        .query_if("org_id", organization)
        .query_if("cursor", cursor)
}

/// One project.
#[must_use]
pub fn get(project: &ProjectId) -> Request<ProjectAnswer> {
    Request::new(Get, "/projects/{}", &[project.as_str()])
}

/// Changes what `changes` names of the project: `{"name": …}`, `{"settings": …}`. Quotas suspend
/// production too.
#[must_use]
pub fn update(project: &ProjectId, changes: &Value) -> Request<ProjectAnswer> {
    Request::new(Patch, "/projects/{}", &[project.as_str()])
        .body(&serde_json::json!({ "project": changes }))
}
