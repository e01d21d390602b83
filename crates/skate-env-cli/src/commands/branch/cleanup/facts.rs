//! What a plan is made from, as the control plane says it.

use jiff::Timestamp;
use skate_env_core::neon::{
    BranchRef, FoundBranch, calls,
    model::{Branch, Endpoint},
};

use super::{super::time_text::moment, plan::Facts};
use crate::{
    failure::Failure,
    neon_session::{NeonSession, owner_of},
};

/// Of every branch.
pub(super) async fn all(session: &NeonSession<'_>) -> Result<Vec<Facts>, Failure> {
    let branches = session.client().all_branches(&session.project).await?;
    let endpoints = session.endpoints().await?;
    Ok(branches.iter().map(|found| of(session, found, &endpoints)).collect())
}

/// Of one, as it is now.
pub(super) async fn one(session: &NeonSession<'_>, id: &str) -> Result<Facts, Failure> {
    let id = skate_env_core::neon::BranchId::new(id)?;
    let call = calls::endpoints::of_branch(&session.project, &id);
    let endpoints = session.client().send(&call).await?.endpoints;
    let found = session.client().find_branch(&session.project, &BranchRef::Id(id)).await?;
    Ok(of(session, &found, &endpoints))
}

fn of(session: &NeonSession<'_>, found: &FoundBranch, endpoints: &[Endpoint]) -> Facts {
    let branch = &found.branch;
    let own: Vec<_> = endpoints.iter().filter(|it| it.branch_id == branch.id).cloned().collect();
    Facts {
        id: branch.id.as_str().to_owned(),
        name: branch.name.clone(),
        parent: branch.parent_id.as_ref().map(|id| id.as_str().to_owned()),
        class: session.class(found),
        owner: owner_of(found).map(str::to_owned),
        is_default: branch.default,
        is_protected: branch.protected,
        environment: session.environment_of_name(&branch.name),
        is_in_use: session.in_use(&own).is_some(),
        expires_at: moment(branch.expires_at.as_ref()),
        active_at: active_at(branch, &own),
    }
}

/// The last of everything that somebody did with it.
pub(in super::super) fn active_at(branch: &Branch, endpoints: &[Endpoint]) -> Option<Timestamp> {
    let own = [Some(&branch.created_at), branch.last_reset_at.as_ref()];
    let asked = endpoints.iter().map(|endpoint| endpoint.last_active.as_ref());
    own.into_iter().chain(asked).filter_map(moment).max()
}
