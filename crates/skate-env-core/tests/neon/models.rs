//! What is not known survives reading and writing.

use serde_json::{Value, json};
use skate_env_core::neon::model::{
    Branch, BranchState, BranchesPage, Endpoint, Operation, OperationStatus, RoleAnswer,
};

use crate::fake::{branch, endpoint};

fn round_trip<Model: serde::Serialize + serde::de::DeserializeOwned>(value: &Value) -> Value {
    let model: Model = serde_json::from_value(value.clone()).unwrap();
    serde_json::to_value(&model).unwrap()
}

#[test]
fn unknown_fields_and_values_survive() {
    let mut known = branch("br-a-b-1", "x", Some("br-c-d-2"));
    known["current_state"] = json!("hibernating");
    known["from_the_future"] = json!({ "deep": [1, null, "x"], "large": u64::MAX });
    assert_eq!(round_trip::<Branch>(&known), known);
    let read: Branch = serde_json::from_value(known).unwrap();
    assert_eq!(read.current_state, BranchState::Other("hibernating".to_owned()));
    assert_eq!(read.other.get("from_the_future").unwrap()["deep"][2], "x");

    let mut known = endpoint("ep-a-b-1", "br-a-b-1");
    known["type"] = json!("write_only");
    known["settings"] = json!({ "pg_settings": {} });
    assert_eq!(round_trip::<Endpoint>(&known), known);

    let page = json!({ "branches": [], "pagination": { "next": "a", "sort_by": "b" }, "new": 1 });
    assert_eq!(round_trip::<BranchesPage>(&page), page);
}

#[test]
fn a_status_that_is_not_known_is_no_end() {
    let text = json!({ "id": "a", "project_id": "p", "action": "dance", "status": "resting" });
    let operation: Operation = serde_json::from_value(text).unwrap();
    assert_eq!(operation.status.outcome(), None);
    assert_eq!(OperationStatus::Cancelling.outcome(), None);
    assert_eq!(OperationStatus::Cancelled.outcome(), Some(false));
    assert_eq!(OperationStatus::Skipped.outcome(), Some(true));
}

#[test]
fn passwords_are_read_and_not_written() {
    let text = json!({
        "role": { "branch_id": "br-a", "name": "app", "password": "hunter2" },
        "new_secret_field": "hunter2",
    });
    let answer: RoleAnswer = serde_json::from_value(text).unwrap();
    assert_eq!(answer.role.password.as_ref().unwrap().expose_secret(), "hunter2");
    assert!(!format!("{answer:?}").contains("hunter2"), "{answer:?}");
    assert_eq!(serde_json::to_value(&answer).unwrap()["role"]["password"], "***");
}
