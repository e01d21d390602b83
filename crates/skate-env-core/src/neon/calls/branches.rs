//! Calls about branches.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Value, json};

use crate::neon::{
    BranchId,
    Method::{Delete, Get, Patch, Post},
    ProjectId, Request,
    calls::endpoints::Compute,
    model::{BranchAnswer, BranchCount, BranchOperations, BranchesPage, CreatedBranch},
};

/// Neon's document allows 10,000, and its own command says that a page ends at 100: whatever the
/// server gives, the cursor leads on.
const PAGE: u32 = 1_000;

/// What a new branch is to be.
#[derive(Clone, Debug, Default, Serialize)]
pub struct NewBranch {
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The branch it is made from; without it Neon takes the default branch: production.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent_id: Option<BranchId>,
    /// When in the parent's history it begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent_timestamp: Option<String>,
    /// `schema-only`: a root with the source's schema and no rows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub init_source: Option<String>,
    /// When Neon deletes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<String>,
}

/// Makes a branch; without a compute nothing can connect to it.
#[must_use]
pub fn create(
    project: &ProjectId,
    branch: &NewBranch,
    compute: Option<&Compute>,
    annotation: &BTreeMap<String, String>,
) -> Request<CreatedBranch> {
    let mut body = json!({ "branch": branch });
    if let Some(compute) = compute {
        body["endpoints"] = json!([compute]);
    }
    if !annotation.is_empty() {
        body["annotation_value"] = json!(annotation);
    }
    Request::new(Post, "/projects/{}/branches", &[project.as_str()]).body(&body)
}

/// A page of branches. `search` matches parts of names and ids: what comes is not yet what was
/// looked for.
#[must_use]
pub fn list(
    project: &ProjectId,
    search: Option<&str>,
    cursor: Option<&str>,
) -> Request<BranchesPage> {
    Request::new(Get, "/projects/{}/branches", &[project.as_str()])
        .query("limit", PAGE)
        // A stable order: by default a branch that changes while pages are read moves between them.
        .query("sort_by", "created_at")
        .query("sort_order", "asc")
        .query_if("search", search)
        .query_if("cursor", cursor)
}

/// How many branches there are.
#[must_use]
pub fn count(project: &ProjectId, search: Option<&str>) -> Request<BranchCount> {
    Request::new(Get, "/projects/{}/branches/count", &[project.as_str()]).query_if("search", search)
}

/// One branch.
#[must_use]
pub fn get(project: &ProjectId, branch: &BranchId) -> Request<BranchAnswer> {
    Request::of_branch(Get, "/projects/{}/branches/{}", project, branch)
}

/// Deletes a branch, for good. `None` where there was none. Asking twice is harmless: an id is
/// never used again.
#[must_use]
pub fn delete(project: &ProjectId, branch: &BranchId) -> Request<Option<BranchOperations>> {
    Request::of_branch(Delete, "/projects/{}/branches/{}", project, branch).repeatable()
}

/// Renames a branch.
#[must_use]
pub fn rename(project: &ProjectId, branch: &BranchId, name: &str) -> Request<BranchOperations> {
    update(project, branch, &json!({ "name": name }))
}

/// Says when Neon deletes a branch; `None`: never.
#[must_use]
pub fn set_expiry(
    project: &ProjectId,
    branch: &BranchId,
    expires_at: Option<&str>,
) -> Request<BranchOperations> {
    update(project, branch, &json!({ "expires_at": expires_at })).repeatable()
}

/// Protects a branch, or no longer.
#[must_use]
pub fn set_protected(
    project: &ProjectId,
    branch: &BranchId,
    protected: bool,
) -> Request<BranchOperations> {
    update(project, branch, &json!({ "protected": protected }))
}

/// What a branch is put back to.
#[derive(Clone, Debug, Serialize)]
pub struct Restore {
    /// The branch whose state it takes.
    pub source_branch_id: BranchId,
    /// When in that branch's history; now, if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_timestamp: Option<String>,
    /// The name that the state until now is kept under; needed where the branch has children,
    /// which move there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preserve_under_name: Option<String>,
}

/// Puts a branch back to a state; its id, endpoint and URL stay.
#[must_use]
pub fn restore(
    project: &ProjectId,
    branch: &BranchId,
    restore: &Restore,
) -> Request<BranchOperations> {
    Request::of_branch(Post, "/projects/{}/branches/{}/restore", project, branch).body(restore)
}

/// Makes a branch the project's default.
#[must_use]
pub fn set_as_default(project: &ProjectId, branch: &BranchId) -> Request<BranchOperations> {
    Request::of_branch(Post, "/projects/{}/branches/{}/set_as_default", project, branch)
}

fn update(project: &ProjectId, branch: &BranchId, changes: &Value) -> Request<BranchOperations> {
    Request::of_branch(Patch, "/projects/{}/branches/{}", project, branch)
        .body(&json!({ "branch": changes }))
}
