//! A role.

use serde_json::{Value, json};
use skate_env_core::neon::BranchId;

use super::present;
use crate::state::{Password, Role};

pub(in crate::api) fn role(branch: &BranchId, role: &Role) -> Value {
    present(json!({
        "branch_id": branch,
        "name": role.name,
        "protected": false,
        "authentication_method": role.password.as_ref().map(|_| "password"),
        "created_at": role.created_at,
        "updated_at": role.updated_at,
    }))
}

/// With its password: only where it was just made or reset.
pub(in crate::api) fn new_role(branch: &BranchId, made: &Role) -> Value {
    let mut view = role(branch, made);
    if let Some(password) = made.password.as_ref().map(Password::expose) {
        view["password"] = password.into();
    }
    view
}
