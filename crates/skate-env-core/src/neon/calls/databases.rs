//! Calls about databases and connection URIs.

use serde_json::json;

use crate::neon::{
    BranchId, EndpointId,
    Method::{Delete, Get, Post},
    ProjectId, Request,
    model::{ConnectionUri, DatabaseAnswer, Databases},
};

const ALL: &str = "/projects/{}/branches/{}/databases";
const ONE: &str = "/projects/{}/branches/{}/databases/{}";

/// The databases of a branch.
#[must_use]
pub fn list(project: &ProjectId, branch: &BranchId) -> Request<Databases> {
    Request::of_branch(Get, ALL, project, branch)
}

/// One database.
#[must_use]
pub fn get(project: &ProjectId, branch: &BranchId, name: &str) -> Request<DatabaseAnswer> {
    Request::new(Get, ONE, &[project.as_str(), branch.as_str(), name])
}

/// Makes a database.
#[must_use]
pub fn create(
    project: &ProjectId,
    branch: &BranchId,
    name: &str,
    owner: &str,
) -> Request<DatabaseAnswer> {
    Request::of_branch(Post, ALL, project, branch)
        .body(&json!({ "database": { "name": name, "owner_name": owner } }))
}

/// Deletes a database; `None` where there was none.
#[must_use]
pub fn delete(
    project: &ProjectId,
    branch: &BranchId,
    name: &str,
) -> Request<Option<DatabaseAnswer>> {
    Request::new(Delete, ONE, &[project.as_str(), branch.as_str(), name])
}

/// Whom to connect as, and where to.
#[derive(Clone, Copy, Debug)]
pub struct Login<'login> {
    /// The branch. Neon would take its absence for the default branch: production.
    pub branch: &'login BranchId,
    /// The endpoint.
    pub endpoint: &'login EndpointId,
    /// The database.
    pub database: &'login str,
    /// The role.
    pub role: &'login str,
}

/// A URL for a database of a branch, through whichever of its computes writes.
#[must_use]
pub fn connection_uri_of(
    project: &ProjectId,
    branch: &BranchId,
    (role, database): (&str, &str),
    pooled: bool,
) -> Request<ConnectionUri> {
    Request::new(Get, "/projects/{}/connection_uri", &[project.as_str()])
        .query("branch_id", branch)
        .query("database_name", database)
        .query("role_name", role)
        .query("pooled", pooled)
}

/// A URL for a database of a branch.
#[must_use]
pub fn connection_uri(
    project: &ProjectId,
    login: Login<'_>,
    pooled: bool,
) -> Request<ConnectionUri> {
    Request::new(Get, "/projects/{}/connection_uri", &[project.as_str()])
        .query("branch_id", login.branch)
        .query("endpoint_id", login.endpoint)
        .query("database_name", login.database)
        .query("role_name", login.role)
        .query("pooled", pooled)
}
