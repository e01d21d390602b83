//! Restoring branches.

use jiff::SignedDuration;
use skate_env_core::neon::{BranchId, model::BranchState};

use super::{assert_error, days, expire, main_and_dev, named, now, protect, restore_to};
use crate::api::tests::fixture::finish;
use crate::state::{HistoryPoint, State, Task};
use crate::transition::{NewBranch, Restore};

#[test]
fn what_may_be_restored() {
    let (mut state, main, dev) = main_and_dev();
    assert_error(state.restore_branch(&dev, &restore_to(&dev), now()), 400, "INVALID_REQUEST");
    let point = Some(HistoryPoint::Lsn("0/1".to_owned()));
    let itself = Restore { point, ..restore_to(&dev) };
    assert_error(state.restore_branch(&dev, &itself, now()), 412, "PRESERVE_UNDER_NAME_REQUIRED");
    let taken = Restore { preserve_under_name: Some("main".to_owned()), ..itself };
    assert_error(state.restore_branch(&dev, &taken, now()), 409, "BRANCH_ALREADY_EXISTS");
    state.update_branch(&dev, &protect(true), now()).unwrap();
    assert_error(state.restore_branch(&dev, &restore_to(&main), now()), 412, "BRANCH_PROTECTED");
    state.update_branch(&dev, &protect(false), now()).unwrap();
    state.create_branch(&named("child", &dev), now()).unwrap();
    finish(&mut state);
    assert_error(
        state.restore_branch(&dev, &restore_to(&main), now()),
        412,
        "PRESERVE_UNDER_NAME_REQUIRED",
    );
    let kept = Restore { preserve_under_name: Some("before".to_owned()), ..restore_to(&main) };
    state.restore_branch(&dev, &kept, now()).unwrap();
    assert_eq!(state.branch(&dev).unwrap().current_state, BranchState::Resetting);
    assert_error(state.restore_branch(&dev, &kept, now()), 423, "");
}

/// Finishes the restore's operation, as the plane does.
fn finish_restore(state: &mut State, id: &BranchId) {
    let task = state.unfinished(id).find_map(|operation| operation.task.clone());
    let Some(Task::Restore(restoration)) = task else { panic!("no restore") };
    let later = now() + SignedDuration::from_mins(5);
    let copied = (Some("0/2".to_owned()), later);
    state.finish_restore(id, &restoration, copied, later).unwrap();
    finish(state);
}

#[test]
fn a_reset_keeps_id_endpoint_password_and_life() {
    let (mut state, main, dev) = main_and_dev();
    state.update_branch(&dev, &expire(Some(days(2))), now()).unwrap();
    state.branch_mut(&dev).unwrap().roles[0].password = Some("own".to_owned().into());
    let (endpoint, before) =
        (state.endpoint_of(&dev).unwrap().id.clone(), state.branch(&dev).unwrap().clone());
    state.restore_branch(&dev, &restore_to(&main), now()).unwrap();
    finish_restore(&mut state, &dev);
    let after = state.branch(&dev).unwrap();
    assert_ne!(after.timeline, before.timeline);
    assert_eq!(state.endpoint_of(&dev).unwrap().id, endpoint);
    assert_eq!(after.roles[0].password.as_ref().unwrap().expose(), "own");
    assert_eq!(after.parent_id, Some(main));
    assert!(after.expires_at > before.expires_at && after.last_reset_at.is_some());
    assert_eq!(after.ttl_interval_seconds, before.ttl_interval_seconds);
}

#[test]
fn what_is_preserved_becomes_the_parent_of_all() {
    let (mut state, main, dev) = main_and_dev();
    let child = state.create_branch(&named("child", &dev), now()).unwrap();
    finish(&mut state);
    let timeline = state.branch(&dev).unwrap().timeline.clone();
    let kept = Restore { preserve_under_name: Some("before".to_owned()), ..restore_to(&main) };
    state.restore_branch(&dev, &kept, now()).unwrap();
    let named = state.unfinished(&dev).find_map(|operation| match &operation.task {
        Some(Task::Restore(restoration)) => restoration.preserve.clone(),
        _ => None,
    });
    let pending = state.pending_backup(&named.unwrap().0).unwrap();
    assert_eq!((pending.name.as_str(), pending.current_state), ("before", BranchState::Init));
    assert!(state.pending_backup(&dev).is_none());
    finish_restore(&mut state, &dev);
    assert!(state.pending_backup(&pending.id).is_none(), "now it exists");
    let backup = state.branches.values().find(|branch| branch.name == "before").unwrap();
    assert_eq!(backup.id, pending.id);
    assert_eq!((&backup.timeline, backup.parent_id.as_ref()), (&timeline, Some(&main)));
    assert_eq!(state.branch(&child).unwrap().parent_id.as_ref(), Some(&backup.id));
    assert_eq!(state.branch(&dev).unwrap().parent_id.as_ref(), Some(&backup.id));
    assert!(state.endpoint_of(&backup.id).is_none());
}

#[test]
fn a_name_that_is_promised_to_a_preserved_branch_is_taken() {
    let (mut state, main, dev) = main_and_dev();
    let kept = Restore { preserve_under_name: Some("before".to_owned()), ..restore_to(&main) };
    state.restore_branch(&dev, &kept, now()).unwrap();
    assert_error(state.create_branch(&named("before", &main), now()), 409, "BRANCH_ALREADY_EXISTS");
}

#[test]
fn no_branch_goes_while_another_is_made_of_it() {
    let (mut state, main, dev) = main_and_dev();
    let wanted = NewBranch { schema_only: true, ..named("schema", &dev) };
    state.create_branch(&wanted, now()).unwrap();
    assert_error(state.delete_branch(&dev, now()), 423, "");
    finish(&mut state);
    let other = state.create_branch(&named("other", &main), now()).unwrap();
    finish(&mut state);
    state.restore_branch(&other, &restore_to(&dev), now()).unwrap();
    assert_error(state.delete_branch(&dev, now()), 423, "");
}

#[test]
fn a_reset_brings_no_password_of_a_protected_parent() {
    let (mut state, main, dev) = main_and_dev();
    state.create_role(&main, "reporter", true, now()).unwrap();
    finish(&mut state);
    state.update_branch(&main, &protect(true), now()).unwrap();
    let of = |state: &State, branch: &BranchId| {
        let role = state.branch(branch).unwrap().role("reporter").cloned();
        role.and_then(|role| role.password).unwrap().expose().to_owned()
    };
    state.restore_branch(&dev, &restore_to(&main), now()).unwrap();
    finish_restore(&mut state, &dev);
    assert_ne!(of(&state, &dev), of(&state, &main));
}
