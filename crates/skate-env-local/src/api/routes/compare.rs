//! Routes of schemas: one schema, and the difference between two.

use std::sync::Arc;

use axum::Json;
use axum::extract::State as AxumState;
use serde::Deserialize;
use serde_json::json;
use similar::TextDiff;
use skate_env_core::neon::BranchId;

use super::branches::BranchPath;
use crate::api::request::{PathParams, QueryParams};
use crate::api::response::ApiResult;
use crate::plane::Plane;
use crate::state::ApiError;

#[derive(Deserialize)]
pub(super) struct SchemaQuery {
    db_name: String,
    base_branch_id: Option<BranchId>,
    format: Option<Format>,
    lsn: Option<String>,
    timestamp: Option<String>,
    base_lsn: Option<String>,
    base_timestamp: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Format {
    Sql,
    Json,
}

impl SchemaQuery {
    fn check(&self) -> Result<(), ApiError> {
        let points = [&self.lsn, &self.timestamp, &self.base_lsn, &self.base_timestamp];
        if points.into_iter().flatten().next().is_some() {
            let message =
                "this machine has only present schemas: lsn and timestamp are not supported";
            return Err(ApiError::not_implemented(message));
        }
        if self.format == Some(Format::Json) {
            return Err(ApiError::not_implemented("on this machine the format of a schema is sql"));
        }
        Ok(())
    }
}

pub(super) async fn schema(
    AxumState(plane): AxumState<Arc<Plane>>,
    PathParams((_, branch)): BranchPath,
    QueryParams(query): QueryParams<SchemaQuery>,
) -> ApiResult {
    query.check()?;
    let sql = sql(&plane, &branch, &query.db_name).await?;
    Ok(Json(json!({ "sql": sql })))
}

/// The changes from the base branch, by default the parent, to the branch.
pub(super) async fn compare(
    AxumState(plane): AxumState<Arc<Plane>>,
    PathParams((_, branch)): BranchPath,
    QueryParams(query): QueryParams<SchemaQuery>,
) -> ApiResult {
    query.check()?;
    let parent = plane.read(|state| state.branch(&branch).map(|found| found.parent_id.clone()))?;
    let base = query.base_branch_id.or(parent);
    let base = base.ok_or_else(|| {
        ApiError::invalid("base_branch_id is needed: the branch has no parent to compare it with")
    })?;
    let name = &query.db_name;
    let before = sql(&plane, &base, name).await?;
    let after = sql(&plane, &branch, name).await?;
    Ok(Json(json!({ "diff": unified_diff(&before, &after, name) })))
}

async fn sql(plane: &Arc<Plane>, branch: &BranchId, database: &str) -> Result<String, ApiError> {
    plane.refresh(branch).await;
    plane.read(|state| match state.branch(branch)?.database(database) {
        Some(_) => Ok(()),
        None => Err(ApiError::not_found("database", database)),
    })?;
    plane.schema(branch, database).await
}

/// A unified diff, as Neon's; empty if nothing differs.
fn unified_diff(before: &str, after: &str, name: &str) -> String {
    let diff = TextDiff::from_lines(before, after);
    diff.unified_diff().header(&format!("a/{name}"), &format!("b/{name}")).to_string()
}

#[cfg(test)]
mod tests {
    use super::unified_diff;

    #[test]
    fn what_differs_is_a_unified_diff_and_what_does_not_is_nothing() {
        let diff = unified_diff("CREATE TABLE a;\n", "CREATE TABLE a;\nCREATE TABLE b;\n", "shop");
        let expected =
            "--- a/shop\n+++ b/shop\n@@ -1 +1,2 @@\n CREATE TABLE a;\n+CREATE TABLE b;\n";
        assert_eq!(diff, expected);
        assert_eq!(unified_diff("same\n", "same\n", "shop"), "");
    }
}
