//! Routes of the account.

use axum::Json;
use serde_json::{Value, json};

use crate::api::view;

pub(super) async fn authentication() -> Json<Value> {
    Json(view::authentication())
}

pub(super) async fn user() -> Json<Value> {
    Json(view::user())
}

/// There are no organizations: one account owns everything.
pub(super) async fn organizations() -> Json<Value> {
    Json(json!({ "organizations": [] }))
}
