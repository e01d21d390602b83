//! Creating, renaming, expiring and deleting branches.

use skate_env_core::neon::{BranchId, model::BranchState};

use super::{
    actions, assert_error, days, expire, main_and_dev, main_of, named, now, protect, rename,
    restore_to,
};
use crate::api::tests::fixture::{finish, new_state};
use crate::state::{Action, HistoryPoint, InitSource, Origin, Task};
use crate::transition::{NewBranch, NewEndpoint};

#[test]
fn a_new_branch_descends_from_the_default_one_and_takes_its_roles() {
    let mut state = new_state();
    let id = state.create_branch(&NewBranch::default(), now()).unwrap();
    let (branch, main) = (state.branch(&id).unwrap(), state.branch(&main_of(&state)).unwrap());
    assert_eq!(branch.parent_id.as_ref(), Some(&main.id));
    assert_eq!((branch.name.as_str(), &branch.current_state), (id.as_str(), &BranchState::Init));
    assert_eq!(branch.roles[0].password.as_ref().unwrap().expose(), "secret");
    assert!(state.endpoint_of(&id).is_none(), "no endpoint unless asked for");
    assert_eq!(actions(&state), [Action::CreateBranch]);
}

#[test]
fn a_child_of_a_protected_branch_has_passwords_of_its_own() {
    let (mut state, main, _) = main_and_dev();
    state.update_branch(&main, &protect(true), now()).unwrap();
    let id = state.create_branch(&named("child", &main), now()).unwrap();
    assert_ne!(state.branch(&id).unwrap().roles[0].password.as_ref().unwrap().expose(), "secret");
}

#[test]
fn a_schema_only_branch_is_a_root() {
    let (mut state, main, _) = main_and_dev();
    let wanted = NewBranch { schema_only: true, ..named("schema", &main) };
    let id = state.create_branch(&wanted, now()).unwrap();
    let branch = state.branch(&id).unwrap();
    assert_eq!((branch.parent_id.as_ref(), branch.init_source), (None, InitSource::SchemaOnly));
    let point = Some(HistoryPoint::Time(now()));
    let wanted = NewBranch { schema_only: true, point, ..named("past", &main) };
    assert_error(state.create_branch(&wanted, now()), 501, "NOT_IMPLEMENTED");
    for number in 0..23 {
        let wanted = NewBranch { schema_only: true, ..named(&format!("s{number}"), &main) };
        state.create_branch(&wanted, now()).unwrap();
    }
    let wanted = NewBranch { schema_only: true, ..named("one too many", &main) };
    assert_error(state.create_branch(&wanted, now()), 422, "ROOT_BRANCHES_LIMIT_EXCEEDED");
}

#[test]
fn what_a_new_branch_may_not_be() {
    let (mut state, main, dev) = main_and_dev();
    let mut create = |wanted: &NewBranch| state.create_branch(wanted, now());
    assert_error(create(&named("dev", &main)), 409, "BRANCH_ALREADY_EXISTS");
    assert_error(create(&named("", &main)), 400, "INVALID_REQUEST");
    assert_error(create(&named(&"x".repeat(257), &main)), 400, "INVALID_REQUEST");
    let unknown = BranchId::new("br-nobody").unwrap();
    assert_error(create(&named("new", &unknown)), 404, "NOT_FOUND");
    let both = NewBranch { protected: true, expires_at: Some(days(1)), ..named("new", &main) };
    assert_error(create(&both), 412, "BRANCH_PROTECTED");
    let late = NewBranch { expires_at: Some(days(31)), ..named("new", &main) };
    assert_error(create(&late), 400, "INVALID_REQUEST");
    let past = NewBranch { expires_at: Some(days(-1)), ..named("new", &main) };
    assert_error(create(&past), 400, "INVALID_REQUEST");
    let two = vec![NewEndpoint::default(), NewEndpoint::default()];
    assert_error(
        create(&NewBranch { endpoints: two, ..named("new", &main) }),
        409,
        "ENDPOINT_ALREADY_EXISTS",
    );
    let read_only = vec![NewEndpoint { read_only: true, ..NewEndpoint::default() }];
    assert_error(
        create(&NewBranch { endpoints: read_only, ..named("new", &main) }),
        501,
        "NOT_IMPLEMENTED",
    );
    state.update_branch(&dev, &expire(Some(days(1))), now()).unwrap();
    assert_error(state.create_branch(&named("child", &dev), now()), 412, "BRANCH_HAS_TTL");
    state.branch_mut(&main).unwrap().current_state = BranchState::Resetting;
    assert_error(state.create_branch(&named("child", &main), now()), 423, "");
}

#[test]
fn what_may_expire() {
    let (mut state, main, dev) = main_and_dev();
    let tomorrow = expire(Some(days(1)));
    assert_error(state.update_branch(&main, &tomorrow, now()), 412, "BRANCH_IS_DEFAULT");
    state.update_branch(&dev, &tomorrow, now()).unwrap();
    assert!(matches!(state.branch(&dev).unwrap().ttl_interval_seconds, Some(86_390..=86_400)));
    assert_error(state.set_as_default(&dev, now()), 412, "BRANCH_HAS_TTL");
    assert_error(state.update_branch(&dev, &protect(true), now()), 412, "BRANCH_PROTECTED");
    state.update_branch(&dev, &rename("other"), now()).unwrap();
    assert!(state.branch(&dev).unwrap().expires_at.is_some(), "a new name changes no expiry");
    state.update_branch(&dev, &expire(None), now()).unwrap();
    let branch = state.branch(&dev).unwrap();
    assert_eq!((branch.expires_at, branch.ttl_interval_seconds), (None, None));
    state.create_branch(&named("child", &dev), now()).unwrap();
    assert_error(state.update_branch(&dev, &tomorrow, now()), 412, "BRANCH_HAS_CHILDREN");
}

#[test]
fn names_are_unique_but_ones_own_may_stay() {
    let (mut state, _, dev) = main_and_dev();
    assert_error(state.update_branch(&dev, &rename("main"), now()), 409, "BRANCH_ALREADY_EXISTS");
    state.update_branch(&dev, &rename("dev"), now()).unwrap();
}

#[test]
fn what_may_be_deleted() {
    let (mut state, main, dev) = main_and_dev();
    assert_error(state.delete_branch(&main, now()), 412, "BRANCH_IS_DEFAULT");
    state.update_branch(&dev, &protect(true), now()).unwrap();
    assert_error(state.delete_branch(&dev, now()), 412, "BRANCH_PROTECTED");
    state.update_branch(&dev, &protect(false), now()).unwrap();
    let child = state.create_branch(&named("child", &dev), now()).unwrap();
    assert_error(state.delete_branch(&dev, now()), 412, "BRANCH_HAS_CHILDREN");
    assert_error(state.delete_branch(&child, now()), 423, "");
    finish(&mut state);
    let port = state.endpoint_of(&child).unwrap().port;
    assert!(state.delete_branch(&child, now()).unwrap().is_some());
    assert!(state.endpoint_of(&child).is_none());
    assert_eq!(actions(&state), [Action::DeleteTimeline]);
    assert!(state.delete_branch(&child, now()).unwrap().is_none(), "204 the second time");
    let again = state.create_branch(&named("again", &main), now()).unwrap();
    assert_ne!(state.endpoint_of(&again).unwrap().port, port, "a kept URL leads nowhere");
    let root = NewBranch { schema_only: true, ..named("root", &dev) };
    state.create_branch(&root, now()).unwrap();
    assert_error(state.delete_branch(&dev, now()), 423, "");
}

#[test]
fn a_root_that_is_not_the_default_branch_may_not_be_deleted_while_it_is_one() {
    let (mut state, main, dev) = main_and_dev();
    state.set_as_default(&dev, now()).unwrap();
    assert_error(state.delete_branch(&main, now()), 412, "BRANCH_HAS_CHILDREN");
}

#[test]
fn a_branch_is_made_of_its_parent() {
    let (mut state, main, _) = main_and_dev();
    let id = state.create_branch(&named("new", &main), now()).unwrap();
    let task = state.unfinished(&id).next().unwrap().task.clone();
    assert!(
        matches!(task, Some(Task::CreateBranch { origin: Origin::Branch { id, .. } }) if id == main)
    );
}

#[test]
fn a_copy_and_a_change_of_its_source_keep_off_each_other() {
    let (mut state, main, dev) = main_and_dev();
    state.create_branch(&named("copy", &dev), now()).unwrap();
    let endpoint = state.endpoint_of(&dev).unwrap().id.clone();
    assert_error(state.restore_branch(&dev, &restore_to(&main), now()), 423, "");
    assert_error(state.schedule_compute_task(&endpoint, Task::Suspend, now()), 423, "");
    assert_error(state.create_role(&dev, "guest", true, now()), 423, "");
    assert_error(state.delete_endpoint(&endpoint, now()), 423, "");
    state.schedule_compute_task(&endpoint, Task::Start, now()).unwrap();
    finish(&mut state);

    state.reset_password(&dev, "neondb_owner", now()).unwrap();
    assert_error(state.create_branch(&named("half way", &dev), now()), 423, "");
    assert_error(state.restore_branch(&main, &restore_to(&dev), now()), 423, "");
    finish(&mut state);
    state.create_branch(&named("after", &dev), now()).unwrap();
}
