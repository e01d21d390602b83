//! Schemas, and how two of them differ.

use std::sync::Arc;

use axum::Json;
use axum::extract::State as Of;
use serde::Deserialize;
use serde_json::json;
use similar::TextDiff;
use skate_env_core::neon::BranchId;

use super::branches::OfBranch;
use crate::api::answer::Answer;
use crate::api::request::{Asked, Named};
use crate::plane::Plane;
use crate::state::Refusal;

#[derive(Deserialize)]
pub(super) struct Wanted {
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

impl Wanted {
    fn check(&self) -> Result<(), Refusal> {
        let moments = [&self.lsn, &self.timestamp, &self.base_lsn, &self.base_timestamp];
        if moments.into_iter().flatten().next().is_some() {
            let message = "on this machine a schema is the present one: no lsn, no timestamp";
            return Err(Refusal::missing(message));
        }
        if self.format == Some(Format::Json) {
            return Err(Refusal::missing("on this machine a schema's format is sql"));
        }
        Ok(())
    }
}

pub(super) async fn schema(
    Of(plane): Of<Arc<Plane>>,
    Named((_, branch)): OfBranch,
    Asked(wanted): Asked<Wanted>,
) -> Answer {
    wanted.check()?;
    let sql = sql(&plane, &branch, &wanted.db_name).await?;
    Ok(Json(json!({ "sql": sql })))
}

/// From the base branch, the parent if none is named, to the branch.
pub(super) async fn compare(
    Of(plane): Of<Arc<Plane>>,
    Named((_, branch)): OfBranch,
    Asked(wanted): Asked<Wanted>,
) -> Answer {
    wanted.check()?;
    let parent = plane.read(|state| state.branch(&branch).map(|found| found.parent_id.clone()))?;
    let base = wanted.base_branch_id.or(parent);
    let base = base.ok_or_else(|| {
        Refusal::invalid("base_branch_id is needed: the branch has no parent to compare it with")
    })?;
    let name = &wanted.db_name;
    let before = sql(&plane, &base, name).await?;
    let after = sql(&plane, &branch, name).await?;
    Ok(Json(json!({ "diff": unified(&before, &after, name) })))
}

async fn sql(plane: &Arc<Plane>, branch: &BranchId, database: &str) -> Result<String, Refusal> {
    plane.refresh(branch).await;
    plane.read(|state| match state.branch(branch)?.database(database) {
        Some(_) => Ok(()),
        None => Err(Refusal::not_found("database", database)),
    })?;
    plane.schema(branch, database).await
}

/// As Neon's own; empty where nothing differs.
fn unified(before: &str, after: &str, name: &str) -> String {
    let diff = TextDiff::from_lines(before, after);
    diff.unified_diff().header(&format!("a/{name}"), &format!("b/{name}")).to_string()
}

#[cfg(test)]
mod tests {
    use super::unified;

    #[test]
    fn what_differs_is_a_unified_diff_and_what_does_not_is_nothing() {
        let diff = unified("CREATE TABLE a;\n", "CREATE TABLE a;\nCREATE TABLE b;\n", "shop");
        let expected =
            "--- a/shop\n+++ b/shop\n@@ -1 +1,2 @@\n CREATE TABLE a;\n+CREATE TABLE b;\n";
        assert_eq!(diff, expected);
        assert_eq!(unified("same\n", "same\n", "shop"), "");
    }
}
