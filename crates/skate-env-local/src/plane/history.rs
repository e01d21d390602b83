//! Which branches have a history, and whether it reaches back to a moment.

use jiff::Timestamp;
use skate_env_core::neon::BranchId;

use super::Plane;
use crate::clone::Source;
use crate::compute::Lease;
use crate::history::{History, RecoveryTarget};
use crate::state::{ApiError, Branch, HistoryPoint, InitSource, State, TimelineId};

impl Plane {
    /// Returns an error for a moment that the branch's history does not hold.
    pub(crate) fn check_point(&self, id: &BranchId, point: &HistoryPoint) -> Result<(), ApiError> {
        let branch = self.read(|state| state.branch(id).cloned())?;
        if !self.has_history(id) {
            let message = "the branch has no history: only root branches and the default branch \
                           have one";
            return Err(ApiError::history_not_kept(message));
        }
        recovery_target(point)?;
        if let HistoryPoint::Time(time) = point {
            if *time > Timestamp::now() {
                return Err(ApiError::invalid("the timestamp is in the future"));
            }
            let earliest = self.history(&branch).earliest()?;
            if earliest.is_none_or(|earliest| *time < earliest) {
                let message = match earliest {
                    Some(first) => format!("the history begins at {first}, after {time}"),
                    None => format!("the history has not started yet: it does not hold {time}"),
                };
                return Err(ApiError::history_not_kept(message));
            }
        }
        Ok(())
    }

    /// As on Neon, roots have a history; so has the default branch, which may have been restored.
    pub(super) fn has_history(&self, id: &BranchId) -> bool {
        self.read(|state| has_history(state, id))
    }

    pub(super) fn history(&self, branch: &Branch) -> History {
        History::new(&self.timeline_folder(&branch.timeline))
    }

    /// A running timeline as the source of a copy.
    pub(super) fn source(&self, timeline: &TimelineId, lease: &Lease) -> Source {
        Source {
            data: self.timeline_folder(timeline).join("data"),
            superuser: lease.superuser(),
            account: self.postgres.account.clone(),
            durability: self.postgres.durability,
        }
    }
}

/// A schema-only root has no rows that could be restored.
fn has_history(state: &State, id: &BranchId) -> bool {
    let Some(branch) = state.branches.get(id) else { return false };
    let root = branch.parent_id.is_none() && branch.init_source == InitSource::ParentData;
    root || state.is_default(id)
}

/// The moment as PostgreSQL's recovery takes it.
pub(super) fn recovery_target(point: &HistoryPoint) -> Result<RecoveryTarget, ApiError> {
    match point {
        HistoryPoint::Time(time) => Ok(RecoveryTarget::Time(*time)),
        HistoryPoint::Lsn(text) => {
            let invalid = |_| ApiError::invalid("an LSN is two hexadecimal numbers: 0/1DE2850");
            text.parse().map(RecoveryTarget::Lsn).map_err(invalid)
        }
    }
}
