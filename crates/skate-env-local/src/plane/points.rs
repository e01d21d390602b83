//! Moments of a branch's history: which branches keep one, and how far it goes back.

use jiff::Timestamp;
use skate_env_core::neon::BranchId;

use super::Plane;
use crate::clone::Source;
use crate::compute::Lease;
use crate::history::{self, History};
use crate::state::{Branch, InitSource, Point, Refusal, State, TimelineId};

impl Plane {
    /// Refuses a moment that is not kept of the branch's history.
    pub(crate) fn check_point(&self, id: &BranchId, point: &Point) -> Result<(), Refusal> {
        let branch = self.read(|state| state.branch(id).cloned())?;
        if !self.keeps_history(id) {
            let message = "no history is kept of this branch: only root branches and the default \
                           branch have one";
            return Err(Refusal::not_kept(message));
        }
        past(point)?;
        if let Point::Time(time) = point {
            if *time > Timestamp::now() {
                return Err(Refusal::invalid("the timestamp is in the future"));
            }
            let earliest = self.history(&branch).earliest()?;
            if earliest.is_none_or(|earliest| *time < earliest) {
                let kept =
                    earliest.map_or("nothing yet".to_owned(), |first| format!("from {first}"));
                return Err(Refusal::not_kept(format!("history is kept {kept}, not from {time}")));
            }
        }
        Ok(())
    }

    /// As Neon: history is of roots; and of the default branch, which may have been restored.
    pub(super) fn keeps_history(&self, id: &BranchId) -> bool {
        self.read(|state| keeps_history(state, id))
    }

    pub(super) fn history(&self, branch: &Branch) -> History {
        History::new(&self.timeline_folder(&branch.timeline))
    }

    /// A running timeline, to be copied.
    pub(super) fn source(&self, timeline: &TimelineId, lease: &Lease) -> Source {
        Source {
            data: self.timeline_folder(timeline).join("data"),
            superuser: lease.superuser(),
            account: self.postgres.account.clone(),
            durability: self.postgres.durability,
        }
    }
}

/// One without rows has nothing to go back to.
fn keeps_history(state: &State, id: &BranchId) -> bool {
    let Some(branch) = state.branches.get(id) else { return false };
    let root = branch.parent_id.is_none() && branch.init_source == InitSource::ParentData;
    root || state.is_default(id)
}

/// A moment as the history knows it.
pub(super) fn past(point: &Point) -> Result<history::Point, Refusal> {
    match point {
        Point::Time(time) => Ok(history::Point::Time(*time)),
        Point::Lsn(text) => {
            let invalid = |_| Refusal::invalid("an LSN is two hexadecimal numbers: 0/1DE2850");
            text.parse().map(history::Point::Lsn).map_err(invalid)
        }
    }
}
