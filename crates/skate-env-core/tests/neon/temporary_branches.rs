//! A branch that lives as long as a value, and branches that are not masked yet.

use serde_json::json;
use skate_env_core::{
    Class, Code, Environment,
    neon::{
        BranchRef,
        lifecycle::{BranchSpec, Deletion},
    },
};

use crate::{
    fake::Fault,
    setup::{NAME, Setup, spec},
};

fn tests() -> BranchSpec {
    BranchSpec::new("test/orders", Class::Testing, "cargo test")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lent_branch_is_deleted_with_its_value() {
    let setup = Setup::new().await;
    let lent = setup.branches().create_temporary(&tests()).await.unwrap();
    let name = lent.branch().name.clone();
    assert!(name.starts_with("test/orders-") && name.len() == 20, "{name}");
    assert!(setup.fake.names().contains(&name));
    drop(lent);
    assert!(!setup.fake.names().contains(&name));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lent_branch_is_deleted_when_the_test_panics() {
    let setup = Setup::new().await;
    let lent = setup.branches().create_temporary(&tests()).await.unwrap();
    let test = tokio::spawn(async move {
        let _lent = lent;
        panic!("the test failed");
    });
    assert!(test.await.unwrap_err().is_panic());
    assert_eq!(setup.fake.names(), ["main", "staging"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn giving_back_says_whether_it_worked() {
    let setup = Setup::new().await;
    let lent = setup.branches().create_temporary(&tests()).await.unwrap();
    assert_eq!(lent.delete().await.unwrap(), Deletion::Deleted);
    assert_eq!(setup.fake.count("DELETE"), 1);
}

fn masking(setup: &Setup, times: usize, state: &str) {
    let status = json!({ "project_id": "p1", "branch_id": "br-a", "state": state });
    let fault = Fault::Answer(200, status.to_string());
    setup.fake.fault("GET", "anonymized_status", times, fault);
}

#[tokio::test]
async fn a_branch_is_not_handed_out_before_it_is_masked() {
    let setup = Setup::new().await;
    setup.branches().ensure(&spec()).await.unwrap();
    let branch = BranchRef::name(NAME);
    for state in ["created", "initialized", "anonymizing", "error", "something_new"] {
        masking(&setup, 1, state);
        let error = setup.branches().connection(&branch, Environment::Preview).await.unwrap_err();
        assert_eq!(error.code(), Code::ProtectedBranch);
        assert!(error.message().contains("it holds real data"), "{error}");
    }
    masking(&setup, 1, "anonymized");
    setup.branches().connection(&branch, Environment::Preview).await.unwrap();
    // Any other branch has no such status.
    setup.branches().connection(&branch, Environment::Preview).await.unwrap();
}

#[tokio::test]
async fn masking_is_waited_for_to_its_end() {
    let setup = Setup::new().await;
    let id = setup.branches().ensure(&spec()).await.unwrap().branch.id;
    masking(&setup, 5, "anonymizing");
    masking(&setup, 1, "anonymized");
    setup.branches().wait_for_masking(&id).await.unwrap();
    assert_eq!(setup.fake.count(&format!("GET /projects/p1/branches/{id}/anonymized_status")), 6);
    masking(&setup, 1, "error");
    let error = setup.branches().wait_for_masking(&id).await.unwrap_err();
    assert_eq!(error.code(), Code::OperationFailed);
}
