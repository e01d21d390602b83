//! Calls about the roles of a branch and their passwords.

use serde_json::json;

use crate::neon::{
    BranchId, Method,
    Method::{Delete, Get, Post},
    ProjectId, Request,
    model::{RoleAnswer, RolePassword, Roles},
};

/// The roles of a branch.
#[must_use]
pub fn list(project: &ProjectId, branch: &BranchId) -> Request<Roles> {
    Request::of_branch(Get, "/projects/{}/branches/{}/roles", project, branch)
}

/// One role.
#[must_use]
pub fn get(project: &ProjectId, branch: &BranchId, name: &str) -> Request<RoleAnswer> {
    one(Get, "/projects/{}/branches/{}/roles/{}", project, branch, name)
}

/// Makes a role; the branch's connections end.
#[must_use]
pub fn create(project: &ProjectId, branch: &BranchId, name: &str) -> Request<RoleAnswer> {
    Request::of_branch(Post, "/projects/{}/branches/{}/roles", project, branch)
        .body(&json!({ "role": { "name": name } }))
}

/// Deletes a role; `None` where there was none.
#[must_use]
pub fn delete(project: &ProjectId, branch: &BranchId, name: &str) -> Request<Option<RoleAnswer>> {
    one(Delete, "/projects/{}/branches/{}/roles/{}", project, branch, name)
}

/// The role's password, where Neon stores it.
#[must_use]
pub fn reveal_password(
    project: &ProjectId,
    branch: &BranchId,
    name: &str,
) -> Request<RolePassword> {
    one(Get, "/projects/{}/branches/{}/roles/{}/reveal_password", project, branch, name)
}

/// Gives the role a new password; the old one ends.
#[must_use]
pub fn reset_password(project: &ProjectId, branch: &BranchId, name: &str) -> Request<RoleAnswer> {
    one(Post, "/projects/{}/branches/{}/roles/{}/reset_password", project, branch, name)
}

fn one<Answer>(
    method: Method,
    route: &'static str,
    project: &ProjectId,
    branch: &BranchId,
    name: &str,
) -> Request<Answer> {
    Request::new(method, route, &[project.as_str(), branch.as_str(), name])
}
