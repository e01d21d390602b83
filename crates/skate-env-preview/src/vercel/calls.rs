//! The calls of Vercel's API, one function each. None of them sends anything.

use serde_json::json;
use skate_env_core::rest::{
    Method::{Delete, Get, Post},
    Request,
};

use super::{
    client::Project,
    model::{Created, Deployment, Deployments, NewVariable, Variable, Variables},
};

/// Every variable of the project, without secret values.
#[must_use]
pub fn variables(project: &Project) -> Request<Variables> {
    let request = Request::new(Get, "/v10/projects/{}/env", &[&project.id]);
    request.query_if("teamId", project.team.as_deref())
}

/// One variable, with its value where Vercel shows it.
#[must_use]
pub fn variable(project: &Project, id: &str) -> Request<Variable> {
    let request = Request::new(Get, "/v1/projects/{}/env/{}", &[&project.id, id]);
    request.query_if("teamId", project.team.as_deref())
}

/// Sets variables, those that are there already, too.
#[must_use]
pub fn set_variables(project: &Project, variables: &[NewVariable<'_>]) -> Request<Created> {
    Request::new(Post, "/v10/projects/{}/env", &[&project.id])
        .query("upsert", true)
        .query_if("teamId", project.team.as_deref())
        .body(&variables)
        .repeatable()
}

/// Deletes a variable.
#[must_use]
pub fn delete_variable(project: &Project, id: &str) -> Request<serde::de::IgnoredAny> {
    Request::new(Delete, "/v9/projects/{}/env/{}", &[&project.id, id])
        .query_if("teamId", project.team.as_deref())
        .repeatable()
}

/// The newest preview deployment of a git branch.
#[must_use]
pub fn newest_deployment(project: &Project, git_branch: &str) -> Request<Deployments> {
    Request::new(Get, "/v7/deployments", &[])
        .query("projectId", &project.id)
        .query("branch", git_branch)
        .query("target", "preview")
        .query("limit", 1)
        .query_if("teamId", project.team.as_deref())
}

/// Deploys again what a deployment deployed, with the variables of now.
#[must_use]
pub fn redeploy(project: &Project, deployment: &Deployment) -> Request<serde::de::IgnoredAny> {
    Request::new(Post, "/v13/deployments", &[])
        .query("forceNew", 1)
        .query_if("teamId", project.team.as_deref())
        .body(&json!({ "name": deployment.name, "deploymentId": deployment.uid }))
}
