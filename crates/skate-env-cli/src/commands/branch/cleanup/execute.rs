//! Deletes one branch of the plan, after checking it again.

use skate_env_core::neon::{BranchId, BranchRef};

use skate_env_preview::cleanup::{BranchFacts, Decision, Limits, PlannedBranch, decide_alone};

use super::facts;
use crate::{failure::Failure, neon_session::NeonSession, recording};

/// What happened to a branch.
pub(super) struct BranchResult {
    pub(super) facts: BranchFacts,
    pub(super) decision: Decision,
    pub(super) deleted: bool,
    /// Why it could not be deleted: code and message.
    pub(super) error: Option<(&'static str, String)>,
}

impl BranchResult {
    /// A branch to which nothing happened.
    pub(super) fn planned(planned: PlannedBranch) -> Self {
        let PlannedBranch { facts, decision } = planned;
        Self { facts, decision, deleted: false, error: None }
    }
}

/// Deletes a branch, unless it has changed since the plan was made. Production's branch is refused
/// whatever the plan says.
pub(super) async fn delete(
    session: &NeonSession<'_>,
    planned: PlannedBranch,
    limits: &Limits,
) -> BranchResult {
    let name = &planned.facts.name;
    let doing = format!("Deleting branch `{name}` {}", session.plane);
    let help = "Branches deleted so far are gone. Run the cleanup again for the others.";
    match session.progress.step(doing, help, try_delete(session, &planned, limits)).await {
        Ok(None) => {
            recording::deleted(&session.context, planned.facts.class, &planned.facts.id);
            BranchResult { deleted: true, ..BranchResult::planned(planned) }
        }
        Ok(Some(decision)) => BranchResult { decision, ..BranchResult::planned(planned) },
        Err(failure) => {
            let error = (failure.code, failure.message);
            BranchResult { error: Some(error), ..BranchResult::planned(planned) }
        }
    }
}

/// `None` if it was deleted, or else why it is kept now.
async fn try_delete(
    session: &NeonSession<'_>,
    planned: &PlannedBranch,
    limits: &Limits,
) -> Result<Option<Decision>, Failure> {
    let now = facts::one(session, &planned.facts.id).await?;
    let decision = decide_alone(&now, limits);
    if !decision.deleted {
        let reason = format!("changed since the plan: {}", decision.reason);
        return Ok(Some(Decision { reason, ..decision }));
    }
    let id = BranchId::new(planned.facts.id.clone())?;
    session.branches.delete(&BranchRef::Id(id)).await?;
    Ok(None)
}
