//! Calls about anonymized branches. Until the masking is done, such a branch holds real data.

use std::collections::BTreeMap;

use serde_json::json;

use crate::neon::{
    BranchId,
    Method::{Get, Patch, Post},
    ProjectId, Request,
    calls::{branches::NewBranch, endpoints::Compute},
    model::{AnonymizedStatus, CreatedBranch, MaskingRule, MaskingRules},
};

/// Makes a branch whose columns are masked by rules, and begins to mask.
#[must_use]
pub fn create(
    project: &ProjectId,
    branch: &NewBranch,
    compute: &Compute,
    rules: &[MaskingRule],
    annotation: &BTreeMap<String, String>,
) -> Request<CreatedBranch> {
    let mut body = json!({
        "branch_create": { "branch": branch, "endpoints": [compute] },
        "masking_rules": rules,
        "start_anonymization": true,
    });
    if !annotation.is_empty() {
        body["annotation_value"] = json!(annotation);
    }
    Request::new(Post, "/projects/{}/branch_anonymized", &[project.as_str()]).body(&body)
}

/// How far the masking is.
#[must_use]
pub fn status(project: &ProjectId, branch: &BranchId) -> Request<AnonymizedStatus> {
    Request::of_branch(Get, "/projects/{}/branches/{}/anonymized_status", project, branch)
}

/// Begins to mask.
#[must_use]
pub fn start(project: &ProjectId, branch: &BranchId) -> Request<AnonymizedStatus> {
    Request::of_branch(Post, "/projects/{}/branches/{}/anonymize", project, branch)
}

/// The rules.
#[must_use]
pub fn rules(project: &ProjectId, branch: &BranchId) -> Request<MaskingRules> {
    Request::of_branch(Get, "/projects/{}/branches/{}/masking_rules", project, branch)
}

/// Replaces every rule.
#[must_use]
pub fn set_rules(
    project: &ProjectId,
    branch: &BranchId,
    rules: &[MaskingRule],
) -> Request<MaskingRules> {
    Request::of_branch(Patch, "/projects/{}/branches/{}/masking_rules", project, branch)
        .body(&json!({ "masking_rules": rules }))
}
