//! Neon's rules, one line for each: the request and its result.

mod branches;
mod computes;
mod restore;

use jiff::{SignedDuration, Timestamp};
use skate_env_core::neon::BranchId;

use super::{BranchChanges, NewBranch, NewEndpoint, Restore};
use crate::api::tests::fixture::{finish, new_state};
use crate::state::{Action, ApiError, State};

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
pub(super) fn main_and_dev() -> (State, BranchId, BranchId) {
    let mut state = new_state();
    let main = main_of(&state);
    let dev = state.create_branch(&named("dev", &main), now()).unwrap();
    finish(&mut state);
    (state, main, dev)
}

#[track_caller]
pub(super) fn assert_error<T: std::fmt::Debug>(
    result: Result<T, ApiError>,
    status: u16,
    code: &str,
) {
    let error = result.unwrap_err();
    assert_eq!((error.status, error.code), (status, code), "{error}");
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

pub(super) fn restore_to(source: &BranchId) -> Restore {
    Restore { source: source.clone(), point: None, preserve_under_name: None }
}

pub(super) fn actions(state: &State) -> Vec<Action> {
    let unfinished = state.operations.iter().filter(|operation| operation.task.is_some());
    unfinished.map(|operation| operation.action).collect()
}
