//! Calls about snapshots, the saved states of branches.

use serde_json::json;

use crate::neon::{
    BranchId,
    Method::{Delete, Get, Post},
    ProjectId, Request, SnapshotId,
    model::{Operations, RestoredSnapshot, SnapshotAnswer, Snapshots},
};

/// Keeps a branch's state as it is now.
#[must_use]
pub fn create(
    project: &ProjectId,
    branch: &BranchId,
    name: &str,
    expires_at: Option<&str>,
) -> Request<SnapshotAnswer> {
    Request::of_branch(Post, "/projects/{}/branches/{}/snapshot", project, branch)
        .query("name", name)
        .query_if("expires_at", expires_at)
}

/// The snapshots of a project.
#[must_use]
pub fn list(project: &ProjectId) -> Request<Snapshots> {
    Request::new(Get, "/projects/{}/snapshots", &[project.as_str()])
}

/// Restores a snapshot to a new branch; the branch it was made of stays as it is.
#[must_use]
pub fn restore(
    project: &ProjectId,
    snapshot: &SnapshotId,
    name: &str,
) -> Request<RestoredSnapshot> {
    let parts = [project.as_str(), snapshot.as_str()];
    Request::new(Post, "/projects/{}/snapshots/{}/restore", &parts)
        .body(&json!({ "name": name, "finalize_restore": false }))
}

/// Deletes a snapshot.
#[must_use]
pub fn delete(project: &ProjectId, snapshot: &SnapshotId) -> Request<Operations> {
    let parts = [project.as_str(), snapshot.as_str()];
    Request::new(Delete, "/projects/{}/snapshots/{}", &parts)
}
