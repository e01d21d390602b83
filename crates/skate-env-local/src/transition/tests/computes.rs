//! Endpoints, roles and databases of a branch, and the project.

use std::collections::BTreeSet;

use serde_json::json;
use skate_env_core::neon::EndpointId;

use super::{assert_error, main_and_dev, named, now};
use crate::api::tests::fixture::finish;
use crate::state::{ApiError, State, Task};
use crate::transition::{DatabaseChanges, EndpointChanges, NewEndpoint, ProjectChanges};

#[test]
fn an_endpoint_has_a_size_and_a_rest() {
    let (mut state, _, dev) = main_and_dev();
    let id = state.endpoint_of(&dev).unwrap().id.clone();
    let mut set = |changes: EndpointChanges| {
        state.update_endpoint(&id, &changes, now())?;
        let endpoint = state.endpoint(&id)?;
        Ok((endpoint.autoscaling_limit_min_cu, endpoint.autoscaling_limit_max_cu))
    };
    let size = |min_cu, max_cu| EndpointChanges { min_cu, max_cu, ..EndpointChanges::default() };
    let same = |result: Result<(f64, f64), ApiError>, size| assert_eq!(result.unwrap(), size);
    same(set(size(Some(1.0), None)), (1.0, 1.0));
    same(set(size(None, Some(2.0))), (1.0, 2.0));
    same(set(size(None, Some(0.5))), (0.5, 0.5));
    assert_error(set(size(Some(2.0), Some(1.0))), 400, "INVALID_REQUEST");
    assert_error(set(size(Some(0.1), None)), 400, "INVALID_REQUEST");
    assert_error(set(size(None, Some(57.0))), 400, "INVALID_REQUEST");
    for (seconds, fine) in
        [(-1, true), (0, true), (60, true), (604_800, true), (59, false), (-2, false)]
    {
        let suspend_timeout_seconds = Some(seconds);
        let changes = EndpointChanges { suspend_timeout_seconds, ..EndpointChanges::default() };
        assert_eq!(set(changes).is_ok(), fine, "{seconds}");
    }
}

#[test]
fn one_endpoint_a_branch_and_it_may_be_taken_away() {
    let (mut state, _, dev) = main_and_dev();
    let new = NewEndpoint::default();
    assert_error(state.create_endpoint(&dev, &new, now()), 409, "ENDPOINT_ALREADY_EXISTS");
    let id = state.endpoint_of(&dev).unwrap().id.clone();
    state.schedule_compute_task(&id, Task::Restart, now()).unwrap();
    assert_error(state.schedule_compute_task(&id, Task::Start, now()), 423, "");
    assert_error(state.delete_endpoint(&id, now()), 423, "");
    finish(&mut state);
    assert!(state.delete_endpoint(&id, now()).unwrap().is_some());
    assert!(state.delete_endpoint(&id, now()).unwrap().is_none());
    let unknown = EndpointId::new("ep-nobody").unwrap();
    assert_error(state.schedule_compute_task(&unknown, Task::Start, now()), 404, "NOT_FOUND");
}

#[test]
fn a_disabled_endpoint_does_not_start_but_may_be_suspended() {
    let (mut state, _, dev) = main_and_dev();
    let id = state.endpoint_of(&dev).unwrap().id.clone();
    let disabled = EndpointChanges { disabled: Some(true), ..EndpointChanges::default() };
    state.update_endpoint(&id, &disabled, now()).unwrap();
    assert_error(state.schedule_compute_task(&id, Task::Start, now()), 412, "ENDPOINT_DISABLED");
    assert_error(state.schedule_compute_task(&id, Task::Restart, now()), 412, "ENDPOINT_DISABLED");
    state.schedule_compute_task(&id, Task::Suspend, now()).unwrap();
}

#[test]
fn roles_and_who_owns_a_database() {
    let (mut state, _, dev) = main_and_dev();
    state.create_role(&dev, "sally", true, now()).unwrap();
    assert_error(state.create_role(&dev, "other", true, now()), 423, "");
    finish(&mut state);
    assert_error(state.create_role(&dev, "sally", true, now()), 409, "ROLE_ALREADY_EXISTS");
    for name in ["", "pg_x", "postgres", "neon_superuser", "a\nb", &"x".repeat(64)] {
        assert_error(state.create_role(&dev, name, true, now()), 400, "INVALID_REQUEST");
    }
    state.create_role(&dev, "robot", false, now()).unwrap();
    finish(&mut state);
    assert!(state.branch(&dev).unwrap().role("robot").unwrap().password.is_none());
    assert_error(state.reset_password(&dev, "nobody", now()), 404, "NOT_FOUND");
    assert_error(state.delete_role(&dev, "neondb_owner", now()), 412, "ROLE_OWNS_DATABASE");
    assert!(state.delete_role(&dev, "nobody", now()).unwrap().is_none());
    assert!(state.delete_role(&dev, "sally", now()).unwrap().is_some());
}

#[test]
fn databases_have_owners_and_names_of_their_own() {
    let (mut state, _, dev) = main_and_dev();
    let create = |state: &mut State, name: &str, owner: &str| {
        state.create_database(&dev, name, owner, now())
    };
    assert_error(create(&mut state, "neondb", "neondb_owner"), 409, "DATABASE_ALREADY_EXISTS");
    assert_error(create(&mut state, "shop", "nobody"), 404, "NOT_FOUND");
    assert_error(create(&mut state, "template1", "neondb_owner"), 400, "INVALID_REQUEST");
    create(&mut state, "shop", "neondb_owner").unwrap();
    finish(&mut state);
    let ids: BTreeSet<_> = state.branch(&dev).unwrap().databases.iter().map(|d| d.id).collect();
    assert_eq!(ids.len(), 2);
    let changes = DatabaseChanges { name: Some("neondb".to_owned()), owner_name: None };
    let done = state.update_database(&dev, "shop", &changes, now());
    assert_error(done, 409, "DATABASE_ALREADY_EXISTS");
    let changes = DatabaseChanges { name: Some("store".to_owned()), owner_name: None };
    let done = state.update_database(&dev, "shop", &changes, now()).unwrap();
    assert_eq!(done.name, "store");
    finish(&mut state);
    assert!(state.delete_database(&dev, "shop", now()).unwrap().is_none());
    assert!(state.delete_database(&dev, "store", now()).unwrap().is_some());
}

#[test]
fn a_project_has_a_name_a_history_and_defaults() {
    let (mut state, main, _) = main_and_dev();
    let update = |state: &mut State, changes: ProjectChanges| state.update_project(&changes, now());
    let name = |name: &str| ProjectChanges { name: Some(name.to_owned()), ..Default::default() };
    assert_error(update(&mut state, name("")), 400, "INVALID_REQUEST");
    let long = ProjectChanges { history_retention_seconds: Some(2_592_001), ..Default::default() };
    assert_error(update(&mut state, long), 400, "INVALID_REQUEST");
    let sizes = ProjectChanges {
        max_cu: Some(4.0),
        suspend_timeout_seconds: Some(120),
        pg_settings: Some([("work_mem".to_owned(), "8MB".to_owned())].into()),
        ..Default::default()
    };
    update(&mut state, sizes).unwrap();
    let id = state.create_branch(&named("new", &main), now()).unwrap();
    let endpoint = state.endpoint_of(&id).unwrap();
    assert!((endpoint.autoscaling_limit_max_cu - 4.0).abs() < f64::EPSILON);
    assert_eq!(endpoint.suspend_timeout_seconds, 120);
    assert_eq!(endpoint.settings, json!({ "pg_settings": { "work_mem": "8MB" } }));
}
