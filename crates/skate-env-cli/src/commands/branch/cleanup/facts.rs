//! Reads the facts about branches from which a cleanup is planned.

use jiff::Timestamp;
use skate_env_core::neon::{
    BranchRef, FoundBranch, calls,
    model::{Branch, Endpoint},
};

use crate::{
    failure::Failure,
    neon_session::{NeonSession, owner_of},
};
use skate_env_preview::{cleanup::BranchFacts, time_span::parse_timestamp};

/// The facts about every branch.
pub(super) async fn all(session: &NeonSession<'_>) -> Result<Vec<BranchFacts>, Failure> {
    let branches = session.client().all_branches(&session.project).await?;
    let endpoints = session.endpoints().await?;
    Ok(branches.iter().map(|found| of(session, found, &endpoints)).collect())
}

/// The facts about one branch, as it is now.
pub(super) async fn one(session: &NeonSession<'_>, id: &str) -> Result<BranchFacts, Failure> {
    let id = skate_env_core::neon::BranchId::new(id)?;
    let call = calls::endpoints::of_branch(&session.project, &id);
    let endpoints = session.client().send(&call).await?.endpoints;
    let found = session.client().find_branch(&session.project, &BranchRef::Id(id)).await?;
    Ok(of(session, &found, &endpoints))
}

/// The facts about a branch, whose endpoints are among these.
pub(in crate::commands) fn of(
    session: &NeonSession<'_>,
    found: &FoundBranch,
    endpoints: &[Endpoint],
) -> BranchFacts {
    let branch = &found.branch;
    let own: Vec<_> = endpoints.iter().filter(|it| it.branch_id == branch.id).cloned().collect();
    BranchFacts {
        id: branch.id.as_str().to_owned(),
        name: branch.name.clone(),
        parent: branch.parent_id.as_ref().map(|id| id.as_str().to_owned()),
        class: session.class(found),
        owner: owner_of(found).map(str::to_owned),
        is_default: branch.default,
        is_protected: branch.protected,
        environment: session.environment_of_name(&branch.name),
        is_in_use: session.in_use(&own).is_some(),
        expires_at: parse_timestamp(branch.expires_at.as_ref()),
        active_at: active_at(branch, &own),
        pull_request: None,
    }
}

/// When it was last created, reset or used.
pub(in super::super) fn active_at(branch: &Branch, endpoints: &[Endpoint]) -> Option<Timestamp> {
    let own = [Some(&branch.created_at), branch.last_reset_at.as_ref()];
    let used = endpoints.iter().map(|endpoint| endpoint.last_active.as_ref());
    own.into_iter().chain(used).filter_map(parse_timestamp).max()
}
