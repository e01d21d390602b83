//! Whose key it is.

use axum::Json;
use serde_json::{Value, json};

use crate::api::view;

pub(super) async fn authentication() -> Json<Value> {
    Json(view::authentication())
}

pub(super) async fn user() -> Json<Value> {
    Json(view::user())
}

/// None: there is one account.
pub(super) async fn organizations() -> Json<Value> {
    Json(json!({ "organizations": [] }))
}
