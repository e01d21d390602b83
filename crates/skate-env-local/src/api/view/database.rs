//! A database.

use serde_json::{Value, json};
use skate_env_core::neon::BranchId;

use crate::state::Database;

pub(in crate::api) fn database(branch: &BranchId, database: &Database) -> Value {
    json!({
        "id": database.id,
        "branch_id": branch,
        "name": database.name,
        "owner_name": database.owner_name,
        "created_at": database.created_at,
        "updated_at": database.updated_at,
    })
}
