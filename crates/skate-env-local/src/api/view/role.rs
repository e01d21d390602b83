//! A role.

use serde_json::{Value, json};
use skate_env_core::neon::BranchId;

use super::without_nulls;
use crate::state::{Password, Role};

pub(in crate::api) fn role(branch: &BranchId, role: &Role) -> Value {
    without_nulls(json!({
        "branch_id": branch,
        "name": role.name,
        "protected": false,
        "authentication_method": role.password.as_ref().map(|_| "password"),
        "created_at": role.created_at,
        "updated_at": role.updated_at,
    }))
}

/// With its password: only for a role that was just created, or whose password was just reset.
pub(in crate::api) fn new_role(branch: &BranchId, new: &Role) -> Value {
    let mut view = role(branch, new);
    if let Some(password) = new.password.as_ref().map(Password::expose) {
        view["password"] = password.into();
    }
    view
}
