//! What the life cycle of branches promises, whatever stands behind the API: the same cases run
//! on the scripted fake here, and on real servers in `skate-env-local`.

use std::time::Duration;

use skate_env_core::neon::lifecycle::{BranchSpec, Branches, Deletion, EnsureOutcome, WhenStale};
use skate_env_core::neon::{BranchId, BranchRef, model::EndpointState};
use skate_env_core::neon::{calls, model::Branch};
use skate_env_core::{Class, Code, Environment};

pub(crate) const NAME: &str = "preview/pr-7";

/// What can go wrong on the way.
#[derive(Clone, Copy, Debug)]
pub(crate) enum InjectedFault {
    /// 423, and nothing is done.
    Locked,
    /// 503, and nothing is done.
    Unavailable,
    /// Nothing is done, and nobody answers.
    LostRequest,
    /// It is done, and nobody answers.
    LostReply,
    /// It is done, and the answer breaks off.
    CutReply,
}

/// A project with production as `main` and a child of it, `staging`.
pub(crate) trait Fixture {
    /// Its branches, under a policy that pins production.
    fn branches(&self) -> Branches;
    /// The next `times` requests of this method whose path ends like this go wrong.
    fn fail(&self, method: &'static str, end: &str, times: usize, failure: InjectedFault);
    /// A second goes by, where the clock stands still by itself.
    fn let_time_pass(&self) {}
    /// Whether pooled URLs lead to a pooler.
    fn has_pooler(&self) -> bool {
        true
    }
    /// The project's id.
    fn project(&self) -> skate_env_core::neon::ProjectId;
}

/// The cases, as tests on what the expression makes.
macro_rules! contract {
    ($fixture:expr) => {
        $crate::contract::cases! { $fixture,
            a_branch_is_made_with_expiry_owner_and_both_urls
            a_plan_says_what_would_be_done_and_does_nothing
            asking_again_takes_the_same_branch
            two_at_once_end_with_one_branch
            no_lost_reply_makes_a_second_branch
            a_lock_is_waited_out
            an_outage_is_waited_out
            anothers_branch_is_never_taken
            a_branch_of_another_parent_is_left_alone
            old_data_is_refused_or_reset_as_asked
            a_test_branch_has_the_schema_only
            a_sleeping_compute_is_woken
            a_reset_keeps_id_endpoint_and_url
            a_reset_keeps_children_under_another_name
            a_lost_reply_of_a_reset_is_no_second_reset
            a_leaf_is_deleted_and_then_unknown
            a_parent_is_not_deleted
            production_is_never_touched
            a_lent_branch_goes_with_its_value
            every_page_is_walked
        }
    };
}

macro_rules! cases {
    ($fixture:expr, $($context:ident)+) => {$(
        #[tokio::test(flavor = "multi_thread")]
        async fn $context() {
            let fixture = $fixture.await;
            $crate::contract::$context(&fixture).await;
        }
    )+};
}

pub(crate) use {cases, contract};

fn spec() -> BranchSpec {
    BranchSpec::new(NAME, Class::Preview, "github:shop#7").because("pull request 7")
}

async fn all(fixture: &impl Fixture) -> Vec<Branch> {
    let branches = fixture.branches();
    let found = branches.client().all_branches(&fixture.project()).await.unwrap();
    found.into_iter().map(|found| found.branch).collect()
}

async fn named(fixture: &impl Fixture, name: &str) -> Vec<BranchId> {
    let found = all(fixture).await.into_iter().filter(|branch| branch.name == name);
    found.map(|branch| branch.id).collect()
}

async fn staging(fixture: &impl Fixture) -> BranchId {
    named(fixture, "staging").await.remove(0)
}

pub(crate) async fn a_branch_is_made_with_expiry_owner_and_both_urls(fixture: &impl Fixture) {
    let ensured = fixture.branches().ensure(&spec()).await.unwrap();
    assert_eq!((ensured.outcome, ensured.branch.name.as_str()), (EnsureOutcome::Created, NAME));
    assert_eq!(ensured.branch.parent_id, Some(staging(fixture).await));
    let moment = |text: &str| text.parse::<jiff::Timestamp>().unwrap();
    let expires_at = moment(&ensured.branch.expires_at.unwrap());
    let life = expires_at.duration_since(moment(&ensured.branch.created_at));
    assert!((14 * 24 - 1..=14 * 24).contains(&life.as_hours()), "{life}");
    let client = fixture.branches().client().clone();
    let call = calls::branches::get(&fixture.project(), &ensured.branch.id);
    let annotation = client.send(&call).await.unwrap().annotation.unwrap().value;
    assert_eq!(annotation["skate-env-owner"], "github:shop#7");
    assert_eq!(annotation["skate-env-class"], "preview");
    let nothing = skate_env_core::Variables::new();
    let [pooled, direct] = [&ensured.connection.pooled, &ensured.connection.direct]
        .map(|url| url.target(&nothing).unwrap().unwrap());
    assert!(pooled.is_same_as(&direct) && !direct.pooled);
    assert_eq!(pooled.pooled, fixture.has_pooler());
}

pub(crate) async fn a_plan_says_what_would_be_done_and_does_nothing(fixture: &impl Fixture) {
    let plan = fixture.branches().plan_ensure(&spec()).await.unwrap();
    assert!(plan.to_string().contains(&format!("create from {}", staging(fixture).await)));
    assert_eq!(named(fixture, NAME).await, []);
    fixture.branches().ensure(&spec()).await.unwrap();
    assert!(fixture.branches().plan_ensure(&spec()).await.unwrap().changes_nothing());
}

pub(crate) async fn asking_again_takes_the_same_branch(fixture: &impl Fixture) {
    let first = fixture.branches().ensure(&spec()).await.unwrap();
    let second = fixture.branches().ensure(&spec()).await.unwrap();
    assert_eq!((first.branch.id, EnsureOutcome::Reused), (second.branch.id, second.outcome));
}

pub(crate) async fn two_at_once_end_with_one_branch(fixture: &impl Fixture) {
    let (one, other) = (fixture.branches(), fixture.branches());
    let spec = spec();
    let (one, other) = tokio::join!(one.ensure(&spec), other.ensure(&spec));
    assert_eq!(one.unwrap().branch.id, other.unwrap().branch.id);
    assert_eq!(named(fixture, NAME).await.len(), 1);
}

pub(crate) async fn no_lost_reply_makes_a_second_branch(fixture: &impl Fixture) {
    for (number, failure) in
        [InjectedFault::LostRequest, InjectedFault::LostReply, InjectedFault::CutReply]
            .into_iter()
            .enumerate()
    {
        fixture.fail("POST", "/branches", 1, failure);
        let spec = BranchSpec::new(format!("preview/pr-{number}"), Class::Preview, "me");
        fixture.branches().ensure(&spec).await.unwrap();
        assert_eq!(named(fixture, &spec.name).await.len(), 1, "{failure:?}");
    }
}

pub(crate) async fn a_lock_is_waited_out(fixture: &impl Fixture) {
    fixture.fail("POST", "/branches", 3, InjectedFault::Locked);
    fixture.branches().ensure(&spec()).await.unwrap();
    assert_eq!(named(fixture, NAME).await.len(), 1);
}

pub(crate) async fn an_outage_is_waited_out(fixture: &impl Fixture) {
    fixture.fail("POST", "/branches", 2, InjectedFault::Unavailable);
    fixture.fail("GET", "/roles", 2, InjectedFault::Unavailable);
    fixture.branches().ensure(&spec()).await.unwrap();
    assert_eq!(named(fixture, NAME).await.len(), 1);
}

pub(crate) async fn anothers_branch_is_never_taken(fixture: &impl Fixture) {
    fixture.branches().ensure(&spec()).await.unwrap();
    let other = BranchSpec::new(NAME, Class::Preview, "somebody else");
    let error = fixture.branches().ensure(&other).await.unwrap_err();
    assert_eq!(error.code(), Code::BranchMismatch);
    assert!(error.message().contains("it belongs to `github:shop#7`"), "{error}");
}

pub(crate) async fn a_branch_of_another_parent_is_left_alone(fixture: &impl Fixture) {
    let id = fixture.branches().ensure(&spec()).await.unwrap().branch.id;
    let spec = BranchSpec { source: Some("production".to_owned()), ..spec() };
    let error = fixture.branches().ensure(&spec).await.unwrap_err();
    assert!(error.message().contains("it was created from"), "{error}");
    assert_eq!(named(fixture, NAME).await, [id]);
}

pub(crate) async fn old_data_is_refused_or_reset_as_asked(fixture: &impl Fixture) {
    let id = fixture.branches().ensure(&spec()).await.unwrap().branch.id;
    fixture.let_time_pass();
    let young = Duration::from_millis(1);
    let refuse = spec().max_age(young, WhenStale::Refuse);
    let error = fixture.branches().ensure(&refuse).await.unwrap_err();
    assert_eq!(error.code(), Code::BranchMismatch, "{error}");
    let reset = spec().max_age(young, WhenStale::Reset);
    let ensured = fixture.branches().ensure(&reset).await.unwrap();
    assert_eq!((ensured.outcome, ensured.branch.id), (EnsureOutcome::Reset, id));
}

pub(crate) async fn a_test_branch_has_the_schema_only(fixture: &impl Fixture) {
    let spec = BranchSpec::new("test/one", Class::Testing, "me");
    let ensured = fixture.branches().ensure(&spec).await.unwrap();
    assert_eq!(ensured.branch.init_source.as_deref(), Some("schema-only"));
    assert_eq!(ensured.branch.parent_id, None, "it is a root");
    assert_eq!(fixture.branches().ensure(&spec).await.unwrap().outcome, EnsureOutcome::Reused);
}

pub(crate) async fn a_sleeping_compute_is_woken(fixture: &impl Fixture) {
    let ensured = fixture.branches().ensure(&spec()).await.unwrap();
    let (project, endpoint) = (fixture.project(), &ensured.connection.endpoint);
    let branches = fixture.branches();
    let answer = branches.client().send(&calls::endpoints::suspend(&project, endpoint)).await;
    let operations = answer.unwrap().operations.unwrap_or_default();
    branches.wait_for_operations(&operations).await.unwrap();
    let look = calls::endpoints::get(&project, endpoint);
    let state = |answer: skate_env_core::neon::model::EndpointAnswer| answer.endpoint.current_state;
    assert_eq!(state(branches.client().send(&look).await.unwrap()), EndpointState::Idle);
    branches.ensure(&spec()).await.unwrap();
    assert_eq!(state(branches.client().send(&look).await.unwrap()), EndpointState::Active);
}

pub(crate) async fn a_reset_keeps_id_endpoint_and_url(fixture: &impl Fixture) {
    let before = fixture.branches().ensure(&spec()).await.unwrap();
    let branch = BranchRef::Id(before.branch.id.clone());
    let reset = fixture.branches().reset(&branch, "staging").await.unwrap();
    assert!(reset.last_reset_at.is_some());
    let after = fixture.branches().ensure(&spec()).await.unwrap();
    assert_eq!((before.branch.id, after.outcome), (after.branch.id, EnsureOutcome::Reused));
    assert_eq!(before.connection.endpoint, after.connection.endpoint);
    let exposed = |url: &skate_env_core::DatabaseUrl| url.expose_secret().to_owned();
    assert_eq!(exposed(&before.connection.direct), exposed(&after.connection.direct));
    let error = fixture.branches().reset(&branch, "production").await.unwrap_err();
    assert_eq!(error.code(), Code::BranchMismatch, "its parent is staging");
}

pub(crate) async fn a_reset_keeps_children_under_another_name(fixture: &impl Fixture) {
    let child = fixture.branches().ensure(&spec()).await.unwrap().branch.id;
    let (branches, staging) = (fixture.branches(), BranchRef::name("staging"));
    let plan = branches.plan_reset(&staging, "production").await.unwrap();
    assert!(plan.to_string().contains("staging-until-"), "{plan}");
    branches.reset(&staging, "production").await.unwrap();
    assert_eq!(named(fixture, NAME).await, [child]);
}

pub(crate) async fn a_lost_reply_of_a_reset_is_no_second_reset(fixture: &impl Fixture) {
    let id = fixture.branches().ensure(&spec()).await.unwrap().branch.id;
    fixture.fail("POST", "/restore", 1, InjectedFault::LostReply);
    fixture.branches().reset(&BranchRef::Id(id.clone()), "staging").await.unwrap();
    assert_eq!(named(fixture, NAME).await, [id]);
}

pub(crate) async fn a_leaf_is_deleted_and_then_unknown(fixture: &impl Fixture) {
    fixture.branches().ensure(&spec()).await.unwrap();
    let name = BranchRef::name(NAME);
    assert_eq!(fixture.branches().delete(&name).await.unwrap(), Deletion::Deleted);
    let error = fixture.branches().delete(&name).await.unwrap_err();
    assert_eq!(error.code(), Code::UnknownBranch, "a typing error is no success");
}

pub(crate) async fn a_parent_is_not_deleted(fixture: &impl Fixture) {
    fixture.branches().ensure(&spec()).await.unwrap();
    let error = fixture.branches().delete(&BranchRef::name("staging")).await.unwrap_err();
    assert!(error.message().contains(&format!("has children: {NAME}")), "{error}");
    assert_eq!(named(fixture, "staging").await.len(), 1);
}

pub(crate) async fn production_is_never_touched(fixture: &impl Fixture) {
    let branches = fixture.branches();
    let main = BranchRef::name("main");
    let codes = [
        branches.delete(&main).await.unwrap_err().code(),
        branches.reset(&main, "staging").await.unwrap_err().code(),
        branches.connection(&main, Environment::Preview).await.unwrap_err().code(),
        branches.ensure(&BranchSpec::new("main", Class::Preview, "me")).await.unwrap_err().code(),
    ];
    assert_eq!(codes, [Code::ProtectedBranch; 4]);
    assert_eq!(named(fixture, "main").await.len(), 1);
}

pub(crate) async fn a_lent_branch_goes_with_its_value(fixture: &impl Fixture) {
    let lent = fixture
        .branches()
        .create_temporary(&BranchSpec::new("test/orders", Class::Testing, "me"))
        .await;
    let lent = lent.unwrap();
    let name = lent.branch().name.clone();
    assert_eq!(named(fixture, &name).await.len(), 1);
    drop(lent);
    assert_eq!(named(fixture, &name).await, []);
}

pub(crate) async fn every_page_is_walked(fixture: &impl Fixture) {
    let before = all(fixture).await.len();
    fixture.branches().ensure(&spec()).await.unwrap();
    let count = calls::branches::count(&fixture.project(), None);
    let counted = fixture.branches().client().send(&count).await.unwrap().count;
    assert_eq!((all(fixture).await.len(), counted), (before + 1, before as u64 + 1));
    let endpoints = calls::endpoints::list(&fixture.project());
    let endpoints = fixture.branches().client().send(&endpoints).await.unwrap().endpoints;
    assert!(endpoints.len() > before);
    let local = |host: &str| host.starts_with("127.0.0.1:");
    let neon = |host: &str| host.ends_with(".neon.tech");
    assert!(endpoints.iter().all(|one| local(&one.host) || neon(&one.host)));
}
