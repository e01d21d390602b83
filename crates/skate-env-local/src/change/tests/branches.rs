//! Making, naming, expiring and deleting branches.

use skate_env_core::neon::{BranchId, model::BranchState};

use super::{
    actions, back_to, days, expire, family, main_of, named, now, protect, refused, rename,
};
use crate::api::tests::setup::{finish, new_state};
use crate::change::{NewBranch, NewEndpoint};
use crate::state::{Action, Deed, InitSource, Origin, Point};

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
    let (mut state, main, _) = family();
    state.update_branch(&main, &protect(true), now()).unwrap();
    let id = state.create_branch(&named("child", &main), now()).unwrap();
    assert_ne!(state.branch(&id).unwrap().roles[0].password.as_ref().unwrap().expose(), "secret");
}

#[test]
fn a_schema_only_branch_is_a_root() {
    let (mut state, main, _) = family();
    let wanted = NewBranch { schema_only: true, ..named("schema", &main) };
    let id = state.create_branch(&wanted, now()).unwrap();
    let branch = state.branch(&id).unwrap();
    assert_eq!((branch.parent_id.as_ref(), branch.init_source), (None, InitSource::SchemaOnly));
    let point = Some(Point::Time(now()));
    let wanted = NewBranch { schema_only: true, point, ..named("past", &main) };
    refused(state.create_branch(&wanted, now()), 501, "NOT_IMPLEMENTED");
    for number in 0..23 {
        let wanted = NewBranch { schema_only: true, ..named(&format!("s{number}"), &main) };
        state.create_branch(&wanted, now()).unwrap();
    }
    let wanted = NewBranch { schema_only: true, ..named("one too many", &main) };
    refused(state.create_branch(&wanted, now()), 422, "ROOT_BRANCHES_LIMIT_EXCEEDED");
}

#[test]
fn what_a_new_branch_may_not_be() {
    let (mut state, main, dev) = family();
    let mut create = |wanted: &NewBranch| state.create_branch(wanted, now());
    refused(create(&named("dev", &main)), 409, "BRANCH_ALREADY_EXISTS");
    refused(create(&named("", &main)), 400, "INVALID_REQUEST");
    refused(create(&named(&"x".repeat(257), &main)), 400, "INVALID_REQUEST");
    let nobody = BranchId::new("br-nobody").unwrap();
    refused(create(&named("new", &nobody)), 404, "NOT_FOUND");
    let both = NewBranch { protected: true, expires_at: Some(days(1)), ..named("new", &main) };
    refused(create(&both), 412, "BRANCH_PROTECTED");
    let late = NewBranch { expires_at: Some(days(31)), ..named("new", &main) };
    refused(create(&late), 400, "INVALID_REQUEST");
    let past = NewBranch { expires_at: Some(days(-1)), ..named("new", &main) };
    refused(create(&past), 400, "INVALID_REQUEST");
    let two = vec![NewEndpoint::default(), NewEndpoint::default()];
    refused(
        create(&NewBranch { endpoints: two, ..named("new", &main) }),
        409,
        "ENDPOINT_ALREADY_EXISTS",
    );
    let read_only = vec![NewEndpoint { read_only: true, ..NewEndpoint::default() }];
    refused(
        create(&NewBranch { endpoints: read_only, ..named("new", &main) }),
        501,
        "NOT_IMPLEMENTED",
    );
    state.update_branch(&dev, &expire(Some(days(1))), now()).unwrap();
    refused(state.create_branch(&named("child", &dev), now()), 412, "BRANCH_HAS_TTL");
    state.branch_mut(&main).unwrap().current_state = BranchState::Resetting;
    refused(state.create_branch(&named("child", &main), now()), 423, "");
}

#[test]
fn what_may_expire() {
    let (mut state, main, dev) = family();
    let tomorrow = expire(Some(days(1)));
    refused(state.update_branch(&main, &tomorrow, now()), 412, "BRANCH_IS_DEFAULT");
    state.update_branch(&dev, &tomorrow, now()).unwrap();
    assert!(matches!(state.branch(&dev).unwrap().ttl_interval_seconds, Some(86_390..=86_400)));
    refused(state.set_as_default(&dev, now()), 412, "BRANCH_HAS_TTL");
    refused(state.update_branch(&dev, &protect(true), now()), 412, "BRANCH_PROTECTED");
    state.update_branch(&dev, &rename("other"), now()).unwrap();
    assert!(state.branch(&dev).unwrap().expires_at.is_some(), "a new name changes no expiry");
    state.update_branch(&dev, &expire(None), now()).unwrap();
    let branch = state.branch(&dev).unwrap();
    assert_eq!((branch.expires_at, branch.ttl_interval_seconds), (None, None));
    state.create_branch(&named("child", &dev), now()).unwrap();
    refused(state.update_branch(&dev, &tomorrow, now()), 412, "BRANCH_HAS_CHILDREN");
}

#[test]
fn names_are_unique_but_ones_own_may_stay() {
    let (mut state, _, dev) = family();
    refused(state.update_branch(&dev, &rename("main"), now()), 409, "BRANCH_ALREADY_EXISTS");
    state.update_branch(&dev, &rename("dev"), now()).unwrap();
}

#[test]
fn what_may_be_deleted() {
    let (mut state, main, dev) = family();
    refused(state.delete_branch(&main, now()), 412, "BRANCH_IS_DEFAULT");
    state.update_branch(&dev, &protect(true), now()).unwrap();
    refused(state.delete_branch(&dev, now()), 412, "BRANCH_PROTECTED");
    state.update_branch(&dev, &protect(false), now()).unwrap();
    let child = state.create_branch(&named("child", &dev), now()).unwrap();
    refused(state.delete_branch(&dev, now()), 412, "BRANCH_HAS_CHILDREN");
    refused(state.delete_branch(&child, now()), 423, "");
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
    refused(state.delete_branch(&dev, now()), 423, "");
}

#[test]
fn a_root_that_is_not_the_default_branch_may_not_be_deleted_while_it_is_one() {
    let (mut state, main, dev) = family();
    state.set_as_default(&dev, now()).unwrap();
    refused(state.delete_branch(&main, now()), 412, "BRANCH_HAS_CHILDREN");
}

#[test]
fn a_branch_is_made_of_its_parent() {
    let (mut state, main, _) = family();
    let id = state.create_branch(&named("new", &main), now()).unwrap();
    let deed = state.unfinished(&id).next().unwrap().deed.clone();
    assert!(matches!(deed, Some(Deed::Make { origin: Origin::Branch { id, .. } }) if id == main));
}

#[test]
fn a_copy_and_a_change_of_its_source_keep_off_each_other() {
    let (mut state, main, dev) = family();
    state.create_branch(&named("copy", &dev), now()).unwrap();
    let endpoint = state.endpoint_of(&dev).unwrap().id.clone();
    refused(state.restore_branch(&dev, &back_to(&main), now()), 423, "");
    refused(state.ask_compute(&endpoint, Deed::Suspend, now()), 423, "");
    refused(state.create_role(&dev, "guest", true, now()), 423, "");
    refused(state.delete_endpoint(&endpoint, now()), 423, "");
    state.ask_compute(&endpoint, Deed::Start, now()).unwrap();
    finish(&mut state);

    state.reset_password(&dev, "neondb_owner", now()).unwrap();
    refused(state.create_branch(&named("half way", &dev), now()), 423, "");
    refused(state.restore_branch(&main, &back_to(&dev), now()), 423, "");
    finish(&mut state);
    state.create_branch(&named("after", &dev), now()).unwrap();
}
