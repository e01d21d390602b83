//! The account of the API key.

use serde_json::{Value, json};

use super::{EMAIL, MAX_BRANCHES, OWNER, PLAN};

pub(in crate::api) fn authentication() -> Value {
    json!({ "account_id": OWNER, "auth_method": "api_key_user" })
}

pub(in crate::api) fn user() -> Value {
    json!({
        "id": OWNER,
        "login": OWNER,
        "name": OWNER,
        "last_name": "",
        "email": EMAIL,
        "image": "",
        "plan": PLAN,
        "auth_accounts": [],
        "active_seconds_limit": 0,
        "projects_limit": 1,
        "branches_limit": MAX_BRANCHES,
        "max_autoscaling_limit": 56.0,
    })
}
