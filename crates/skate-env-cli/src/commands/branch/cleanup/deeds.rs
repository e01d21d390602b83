//! One deletion of the plan: looked at again, then done.

use skate_env_core::neon::{BranchId, BranchRef};

use super::{
    facts,
    plan::{Facts, Fate, Limits, Planned, alone},
};
use crate::{failure::Failure, neon_session::NeonSession};

/// What became of a branch.
pub(super) struct Done {
    pub(super) facts: Facts,
    pub(super) fate: Fate,
    /// Whether it is gone.
    pub(super) gone: bool,
    /// Why it is not, though it should be: code, message.
    pub(super) error: Option<(&'static str, String)>,
}

impl Done {
    /// Nothing became of it.
    pub(super) fn planned(planned: Planned) -> Self {
        Self { facts: planned.facts, fate: planned.fate, gone: false, error: None }
    }
}

/// Deletes it, unless it has changed since the plan was made; production's is refused whatever
/// the plan says.
pub(super) async fn delete(session: &NeonSession<'_>, planned: Planned, limits: &Limits) -> Done {
    let name = &planned.facts.name;
    let doing = format!("Deleting branch `{name}` {}", session.plane);
    let left = "What was deleted is gone; the next clean-up goes on from here.";
    match session.progress.step(doing, left, try_delete(session, &planned, limits)).await {
        Ok(None) => Done { gone: true, ..Done::planned(planned) },
        Ok(Some(fate)) => Done { fate, ..Done::planned(planned) },
        Err(failure) => {
            let error = (failure.code, failure.message);
            Done { error: Some(error), ..Done::planned(planned) }
        }
    }
}

async fn try_delete(
    session: &NeonSession<'_>,
    planned: &Planned,
    limits: &Limits,
) -> Result<Option<Fate>, Failure> {
    let now = facts::one(session, &planned.facts.id).await?;
    let fate = alone(&now, limits);
    if !fate.deleted {
        let reason = format!("changed since the plan: {}", fate.reason);
        return Ok(Some(Fate { reason, ..fate }));
    }
    let id = BranchId::new(planned.facts.id.clone())?;
    session.branches.delete(&BranchRef::Id(id)).await?;
    Ok(None)
}
