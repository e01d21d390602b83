//! Neon's rules, one line a rule: what is asked, and how it is answered.

mod branches;
mod computes;
mod restore;

use jiff::{SignedDuration, Timestamp};
use skate_env_core::neon::BranchId;

use super::{BranchChanges, NewBranch, NewEndpoint, Restore};
use crate::api::tests::setup::{finish, new_state};
use crate::state::{Action, Refusal, State};

pub(super) fn now() -> Timestamp {
    Timestamp::now()
}

pub(super) fn days(days: i64) -> Timestamp {
    now() + SignedDuration::from_hours(24 * days)
}

pub(super) fn main_of(state: &State) -> BranchId {
    state.project.default_branch.clone()
}

pub(super) fn named(name: &str, parent: &BranchId) -> NewBranch {
    NewBranch {
        name: Some(name.to_owned()),
        parent_id: Some(parent.clone()),
        endpoints: vec![NewEndpoint::default()],
        ..NewBranch::default()
    }
}

/// `main` and its child `dev`, ready.
pub(super) fn family() -> (State, BranchId, BranchId) {
    let mut state = new_state();
    let main = main_of(&state);
    let dev = state.create_branch(&named("dev", &main), now()).unwrap();
    finish(&mut state);
    (state, main, dev)
}

#[track_caller]
pub(super) fn refused<T: std::fmt::Debug>(result: Result<T, Refusal>, status: u16, code: &str) {
    let refusal = result.unwrap_err();
    assert_eq!((refusal.status, refusal.code), (status, code), "{refusal}");
}

pub(super) fn rename(name: &str) -> BranchChanges {
    BranchChanges { name: Some(name.to_owned()), ..BranchChanges::default() }
}

pub(super) fn protect(yes: bool) -> BranchChanges {
    BranchChanges { protected: Some(yes), ..BranchChanges::default() }
}

pub(super) fn expire(at: Option<Timestamp>) -> BranchChanges {
    BranchChanges { expires_at: Some(at), ..BranchChanges::default() }
}

pub(super) fn back_to(source: &BranchId) -> Restore {
    Restore { source: source.clone(), point: None, preserve_under_name: None }
}

pub(super) fn actions(state: &State) -> Vec<Action> {
    let unfinished = state.operations.iter().filter(|operation| operation.deed.is_some());
    unfinished.map(|operation| operation.action).collect()
}
