//! Calls about the schemas of branches and their differences.

use crate::neon::{
    BranchId,
    Method::Get,
    ProjectId, Request,
    model::{BranchSchema, SchemaComparison},
};

/// The schema of a branch's database, as SQL.
#[must_use]
pub fn get(project: &ProjectId, branch: &BranchId, database: &str) -> Request<BranchSchema> {
    Request::of_branch(Get, "/projects/{}/branches/{}/schema", project, branch)
        .query("db_name", database)
}

/// How a branch's schema differs from another's.
#[must_use]
pub fn compare(
    project: &ProjectId,
    branch: &BranchId,
    base: &BranchId,
    database: &str,
) -> Request<SchemaComparison> {
    Request::of_branch(Get, "/projects/{}/branches/{}/compare_schema", project, branch)
        .query("base_branch_id", base)
        .query("db_name", database)
}
