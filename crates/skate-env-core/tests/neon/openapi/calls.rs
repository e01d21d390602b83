//! Every call that the client can make, once with all that it can say.

use std::collections::BTreeMap;

use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use skate_env_core::neon::{
    BoxFuture, BranchId, Client, EndpointId, Error, OperationId, ProjectId, Request, SnapshotId,
    calls::{
        anonymized,
        branches::{self, NewBranch, Restore},
        consumption::{self, ConsumptionSpan},
        databases::{self, Login},
        endpoints::{self, Compute},
        operations, projects, roles, schema, snapshots,
    },
    model::{Granularity, MaskingRule, OperationAnswer},
};

const WHEN: &str = "2026-12-01T00:00:00Z";

/// One call, its answer's type forgotten.
pub(super) struct Call {
    pub(super) name: &'static str,
    pub(super) method: &'static str,
    pub(super) route: &'static str,
    pub(super) query: Vec<String>,
    pub(super) body: Option<Value>,
    pub(super) send: Box<dyn Fn(Client) -> BoxFuture<'static, Result<(), Error>>>,
    /// Reads an answer and writes it again.
    pub(super) read: fn(&Value) -> Result<Value, serde_json::Error>,
}

fn call<Answer>(name: &'static str, request: Request<Answer>) -> Call
where
    Answer: Serialize + DeserializeOwned + Send + 'static,
{
    Call {
        name,
        method: request.method().as_str(),
        route: request.route(),
        query: request.query_pairs().iter().map(|(name, _)| (*name).to_owned()).collect(),
        body: request.json().cloned(),
        send: Box::new(move |client| {
            let request = request.clone();
            Box::pin(async move { client.send(&request).await.map(drop) })
        }),
        read: |value| {
            let answer: Answer = serde_json::from_value(value.clone())?;
            serde_json::to_value(&answer)
        },
    }
}

pub(super) fn every() -> Vec<Call> {
    let project = ProjectId::new("spring-example-302709").unwrap();
    let branch = BranchId::new("br-cool-forest-123456").unwrap();
    [
        of_projects(&project),
        of_branches(&project, &branch),
        of_endpoints(&project, &branch),
        of_databases(&project, &branch),
        of_anonymized_branches(&project, &branch),
        of_snapshots(&project, &branch),
        of_consumption(&project),
    ]
    .into_iter()
    .flatten()
    .collect()
}

pub(super) fn operation_without_uuid() -> Request<OperationAnswer> {
    let project = ProjectId::new("spring-example-302709").unwrap();
    operations::get(&project, &OperationId::new("no-uuid").unwrap())
}

fn of_projects(project: &ProjectId) -> Vec<Call> {
    let operation = OperationId::new("a07f8772-1877-4da9-a939-3a3ae62d1d8d").unwrap();
    vec![
        call("projects::authentication", projects::authentication()),
        call("projects::list", projects::list(Some("org-example-1"), Some("next"))),
        call("projects::get", projects::get(project)),
        call("projects::update", projects::update(project, &json!({ "name": "shop" }))),
        call("operations::get", operations::get(project, &operation)),
        call("operations::list", operations::list(project, Some("next"))),
    ]
}

fn of_consumption(project: &ProjectId) -> Vec<Call> {
    let span = ConsumptionSpan {
        organization: "org-example-1".to_owned(),
        from: "2026-11-01T00:00:00Z".to_owned(),
        to: WHEN.to_owned(),
        granularity: Granularity::Daily,
    };
    vec![
        call("consumption::project", consumption::project(&span, project, Some("next"))),
        call("consumption::branches", consumption::branches(&span, project, Some("next"))),
    ]
}

fn new_branch(branch: &BranchId) -> NewBranch {
    NewBranch {
        name: Some("preview/pr-7".to_owned()),
        parent_id: Some(branch.clone()),
        parent_timestamp: Some(WHEN.to_owned()),
        init_source: Some("parent-data".to_owned()),
        expires_at: Some(WHEN.to_owned()),
    }
}

fn compute() -> Compute {
    Compute {
        autoscaling_limit_min_cu: Some(0.25),
        autoscaling_limit_max_cu: Some(1.0),
        suspend_timeout_seconds: Some(300),
        ..Compute::default()
    }
}

fn annotation() -> BTreeMap<String, String> {
    BTreeMap::from([("skate-env-owner".to_owned(), "me".to_owned())])
}

fn of_branches(project: &ProjectId, branch: &BranchId) -> Vec<Call> {
    let restore = Restore {
        source_branch_id: branch.clone(),
        source_timestamp: Some(WHEN.to_owned()),
        preserve_under_name: Some("before".to_owned()),
    };
    let create = branches::create(project, &new_branch(branch), Some(&compute()), &annotation());
    let least = branches::create(project, &NewBranch::default(), None, &BTreeMap::new());
    vec![
        call("branches::create", create),
        call("branches::create", least),
        call("branches::list", branches::list(project, Some("a b&c"), Some("next"))),
        call("branches::list", branches::list(project, None, None)),
        call("branches::count", branches::count(project, Some("preview/"))),
        call("branches::get", branches::get(project, branch)),
        call("branches::delete", branches::delete(project, branch)),
        call("branches::rename", branches::rename(project, branch, "other")),
        call("branches::set_expiry", branches::set_expiry(project, branch, Some(WHEN))),
        call("branches::set_expiry", branches::set_expiry(project, branch, None)),
        call("branches::set_protected", branches::set_protected(project, branch, true)),
        call("branches::restore", branches::restore(project, branch, &restore)),
        call("branches::set_as_default", branches::set_as_default(project, branch)),
    ]
}

fn of_endpoints(project: &ProjectId, branch: &BranchId) -> Vec<Call> {
    let endpoint = EndpointId::new("ep-cool-darkness-123456").unwrap();
    vec![
        call("endpoints::create", endpoints::create(project, branch, &compute())),
        call("endpoints::list", endpoints::list(project)),
        call("endpoints::of_branch", endpoints::of_branch(project, branch)),
        call("endpoints::get", endpoints::get(project, &endpoint)),
        call("endpoints::update", endpoints::update(project, &endpoint, &compute())),
        call("endpoints::delete", endpoints::delete(project, &endpoint)),
        call("endpoints::start", endpoints::start(project, &endpoint)),
        call("endpoints::suspend", endpoints::suspend(project, &endpoint)),
        call("endpoints::restart", endpoints::restart(project, &endpoint)),
    ]
}

fn of_databases(project: &ProjectId, branch: &BranchId) -> Vec<Call> {
    let endpoint = EndpointId::new("ep-cool-darkness-123456").unwrap();
    let login = Login { branch, endpoint: &endpoint, database: "shop", role: "app" };
    vec![
        call("databases::list", databases::list(project, branch)),
        call("databases::get", databases::get(project, branch, "my shop/1")),
        call("databases::create", databases::create(project, branch, "shop", "app")),
        call("databases::delete", databases::delete(project, branch, "shop")),
        call("databases::connection_uri", databases::connection_uri(project, login, true)),
        call(
            "databases::connection_uri_of",
            databases::connection_uri_of(project, branch, ("app", "shop"), true),
        ),
        call("roles::list", roles::list(project, branch)),
        call("roles::get", roles::get(project, branch, "app")),
        call("roles::create", roles::create(project, branch, "app")),
        call("roles::delete", roles::delete(project, branch, "app")),
        call("roles::reveal_password", roles::reveal_password(project, branch, "app")),
        call("roles::reset_password", roles::reset_password(project, branch, "app")),
        call("schema::get", schema::get(project, branch, "shop")),
        call("schema::compare", schema::compare(project, branch, branch, "shop")),
    ]
}

fn of_anonymized_branches(project: &ProjectId, branch: &BranchId) -> Vec<Call> {
    let rules = [
        MaskingRule::by_function("shop", "public", "users", "email", "anon.fake_email()"),
        MaskingRule::by_value("shop", "public", "users", "phone", "NULL"),
    ];
    let create =
        anonymized::create(project, &new_branch(branch), &compute(), &rules, &annotation());
    vec![
        call("anonymized::create", create),
        call("anonymized::status", anonymized::status(project, branch)),
        call("anonymized::start", anonymized::start(project, branch)),
        call("anonymized::rules", anonymized::rules(project, branch)),
        call("anonymized::set_rules", anonymized::set_rules(project, branch, &rules)),
    ]
}

fn of_snapshots(project: &ProjectId, branch: &BranchId) -> Vec<Call> {
    let snapshot = SnapshotId::new("snap-cool-forest-1").unwrap();
    vec![
        call("snapshots::create", snapshots::create(project, branch, "before", Some(WHEN))),
        call("snapshots::list", snapshots::list(project)),
        call("snapshots::restore", snapshots::restore(project, &snapshot, "restored")),
        call("snapshots::delete", snapshots::delete(project, &snapshot)),
    ]
}
