//! Calls about what was used. They wake no compute, and need a paid plan; figures are fresh to about
//! a quarter of an hour.

use crate::neon::{
    Method::Get,
    ProjectId, Request,
    model::{BranchConsumptionPage, Granularity, ProjectConsumptionPage},
};

/// The most branches that a page may hold.
const BRANCHES: u32 = 1_000;
/// What Neon measures of a branch, from which it makes the invoice.
const METRICS: &str = "compute_unit_seconds,root_branch_bytes_month,child_branch_bytes_month,\
                       instant_restore_bytes_month,public_network_transfer_bytes,\
                       private_network_transfer_bytes";
/// What it measures of a project besides.
const OF_PROJECT: &str = "extra_branches_month,snapshot_storage_bytes_month";

/// A span of time, in RFC 3339. Neon rounds both ends down to the granularity.
#[derive(Clone, Debug)]
pub struct ConsumptionSpan {
    /// The organization that the projects belong to.
    pub organization: String,
    /// Its first moment: for days at most 60 days ago, for hours 168 hours.
    pub from: String,
    /// The first moment after it.
    pub to: String,
    /// How long each part of it is.
    pub granularity: Granularity,
}

/// A page of what one project used.
#[must_use]
pub fn project(
    span: &ConsumptionSpan,
    project: &ProjectId,
    cursor: Option<&str>,
) -> Request<ProjectConsumptionPage> {
    of(span, Request::new(Get, "/consumption_history/v2/projects", &[]))
        .query("metrics", format!("{METRICS},{OF_PROJECT}"))
        .query("project_ids", project.as_str())
        .query("limit", super::PAGE)
        .query_if("cursor", cursor)
}

/// A page of what each branch of a project used.
#[must_use]
pub fn branches(
    span: &ConsumptionSpan,
    project: &ProjectId,
    cursor: Option<&str>,
) -> Request<BranchConsumptionPage> {
    of(span, Request::new(Get, "/consumption_history/v2/branches", &[]))
        .query("metrics", METRICS)
        .query("project_ids", project.as_str())
        .query("limit", BRANCHES)
        .query_if("cursor", cursor)
}

fn of<Answer>(span: &ConsumptionSpan, request: Request<Answer>) -> Request<Answer> {
    request
        .query("org_id", &span.organization)
        .query("from", &span.from)
        .query("to", &span.to)
        .query("granularity", span.granularity.as_str())
}
