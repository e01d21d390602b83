//! An operation.

use serde_json::{Value, json};
use skate_env_core::neon::{ProjectId, model::OperationStatus};

use super::without_nulls;
use crate::plane::Plane;
use crate::state::Operation;

/// The operations of a change.
pub(in crate::api) fn operations(plane: &Plane, operations: &[Operation]) -> Value {
    let project = plane.read(|state| state.project.id.clone());
    operations.iter().map(|each| operation(&project, each)).collect()
}

pub(in crate::api) fn operation(project: &ProjectId, operation: &Operation) -> Value {
    let failed = matches!(operation.status, OperationStatus::Failed | OperationStatus::Error);
    without_nulls(json!({
        "id": operation.id,
        "project_id": project,
        "branch_id": operation.branch_id,
        "endpoint_id": operation.endpoint_id,
        "action": operation.action,
        "status": operation.status,
        "error": operation.error,
        "failures_count": i32::from(failed),
        "created_at": operation.created_at,
        "updated_at": operation.updated_at,
        // 32 bits in the document.
        "total_duration_ms": operation.total_duration_ms.clamp(0, i64::from(i32::MAX)),
    }))
}
