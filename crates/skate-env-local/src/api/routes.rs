//! The routes, one file for each kind of record.

mod account;
mod branches;
mod compare;
mod connection_uri;
mod consumption;
mod databases;
mod endpoints;
mod fault_rules;
mod list_branches;
mod new_branch;
mod operations;
mod projects;
mod restore;
mod roles;

use std::sync::Arc;

use axum::Router;
use axum::http::{Method, StatusCode, Uri};
use axum::routing::{get, post};

use super::unsupported;
use crate::faults::Faults;
use crate::plane::Plane;
use crate::state::ApiError;

const PROJECT: &str = "/projects/{project_id}";
const BRANCH: &str = "/projects/{project_id}/branches/{branch_id}";
const ENDPOINT: &str = "/projects/{project_id}/endpoints/{endpoint_id}";

/// All routes, with the paths of Neon's document.
pub(super) fn router(plane: Arc<Plane>, faults: &Faults) -> Router {
    let at = |base: &str, rest: &str| format!("{base}{rest}");
    let project = Router::new()
        .route(PROJECT, get(projects::one).patch(projects::update))
        .route(&at(PROJECT, "/operations"), get(operations::list))
        .route(&at(PROJECT, "/operations/{operation_id}"), get(operations::one))
        .route(&at(PROJECT, "/connection_uri"), get(connection_uri::one))
        .route(&at(PROJECT, "/branches"), get(list_branches::list).post(new_branch::create))
        .route(&at(PROJECT, "/branches/count"), get(list_branches::count))
        .route(&at(PROJECT, "/endpoints"), get(endpoints::list).post(endpoints::create));
    let branch = Router::new()
        .route(BRANCH, get(branches::one).patch(branches::update).delete(branches::delete))
        .route(&at(BRANCH, "/restore"), post(restore::restore))
        .route(&at(BRANCH, "/set_as_default"), post(branches::set_as_default))
        .route(&at(BRANCH, "/anonymized_status"), get(branches::anonymized_status))
        .route(&at(BRANCH, "/schema"), get(compare::schema))
        .route(&at(BRANCH, "/compare_schema"), get(compare::compare))
        .route(&at(BRANCH, "/endpoints"), get(endpoints::of_branch))
        .route(&at(BRANCH, "/databases"), get(databases::list).post(databases::create))
        .route(
            &at(BRANCH, "/databases/{database_name}"),
            get(databases::one).patch(databases::update).delete(databases::delete),
        )
        .route(&at(BRANCH, "/roles"), get(roles::list).post(roles::create))
        .route(&at(BRANCH, "/roles/{role_name}"), get(roles::one).delete(roles::delete))
        .route(&at(BRANCH, "/roles/{role_name}/reveal_password"), get(roles::reveal_password))
        .route(&at(BRANCH, "/roles/{role_name}/reset_password"), post(roles::reset_password));
    let endpoint = Router::new()
        .route(ENDPOINT, get(endpoints::one).patch(endpoints::update).delete(endpoints::delete))
        .route(&at(ENDPOINT, "/start"), post(endpoints::start))
        .route(&at(ENDPOINT, "/suspend"), post(endpoints::suspend))
        .route(&at(ENDPOINT, "/restart"), post(endpoints::restart));
    let all = Router::new()
        .route("/auth", get(account::authentication))
        .route("/users/me", get(account::user))
        .route("/users/me/organizations", get(account::organizations))
        .route("/consumption_history/v2/branches", get(consumption::branches))
        .route("/consumption_history/v2/projects", get(consumption::projects))
        .route("/projects", get(projects::list))
        .route("/projects/shared", get(projects::shared))
        .merge(project)
        .merge(branch)
        .merge(endpoint)
        .with_state(plane);
    all.merge(fault_rules::router(faults))
        .fallback(no_route)
        .method_not_allowed_fallback(method_not_allowed)
}

async fn no_route(method: Method, uri: Uri) -> ApiError {
    unsupported::error(&method, uri.path())
}

async fn method_not_allowed(method: Method, uri: Uri) -> ApiError {
    let error = unsupported::error(&method, uri.path());
    if error.status != StatusCode::NOT_FOUND {
        return error;
    }
    let message = format!("{method} is not allowed for {}", uri.path());
    let status = StatusCode::METHOD_NOT_ALLOWED.as_u16();
    ApiError { status, code: "METHOD_NOT_ALLOWED", message }
}
