//! The calls of Neon's API, one function each, grouped as Neon's documentation groups them.

use super::{BranchId, Method, ProjectId, Request};

pub mod anonymized;
pub mod branches;
pub mod consumption;
pub mod databases;
pub mod endpoints;
pub mod operations;
pub mod projects;
pub mod roles;
pub mod schema;
pub mod snapshots;

/// The most that a page may hold by Neon's document; the server may give less.
const PAGE: u32 = 100;

impl<Answer> Request<Answer> {
    /// A request about one branch of a project.
    pub(super) fn of_branch(
        method: Method,
        route: &'static str,
        project: &ProjectId,
        branch: &BranchId,
    ) -> Self {
        Self::new(method, route, &[project.as_str(), branch.as_str()])
    }
}
