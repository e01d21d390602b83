//! Reports the plan of a cleanup, and what was deleted.

use std::fmt::{self, Write as _};

use jiff::Timestamp;
use serde::Serialize;

use super::execute::BranchResult;
use crate::{
    control_plane::ControlPlane,
    output::{Answer, BAD, Cell, DIM, Table, WARNING},
};

#[derive(Serialize)]
pub(super) struct Report<'r> {
    applied: bool,
    at: String,
    control_plane: &'r ControlPlane,
    branches: Vec<Row<'r>>,
}

#[derive(Serialize)]
struct Row<'r> {
    branch: &'r str,
    branch_id: &'r str,
    class: &'static str,
    owner: Option<&'r str>,
    /// `keep`, `delete` (planned), `deleted` or `failed`.
    outcome: &'static str,
    reason: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<DeletionError<'r>>,
}

#[derive(Serialize)]
struct DeletionError<'r> {
    code: &'r str,
    message: &'r str,
}

impl<'r> Report<'r> {
    pub(super) fn new(
        control_plane: &'r ControlPlane,
        applied: bool,
        now: Timestamp,
        results: &'r [BranchResult],
    ) -> Self {
        let at = now.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        Self { applied, at, control_plane, branches: results.iter().map(Row::of).collect() }
    }
}

impl<'r> Row<'r> {
    fn of(result: &'r BranchResult) -> Self {
        let outcome = match (result.decision.deleted, result.deleted, &result.error) {
            (_, _, Some(_)) => "failed",
            (_, true, _) => "deleted",
            (true, ..) => "delete",
            (false, ..) => "keep",
        };
        Self {
            branch: &result.facts.name,
            branch_id: &result.facts.id,
            class: result.facts.class.as_str(),
            owner: result.facts.owner.as_deref(),
            outcome,
            reason: &result.decision.reason,
            error: result.error.as_ref().map(|(code, message)| DeletionError { code, message }),
        }
    }
}

impl Answer for Report<'_> {
    fn text(&self, page: &mut String) -> fmt::Result {
        let mut table = Table::new(&["branch", "class", "", "reason"]);
        for row in &self.branches {
            let style = match row.outcome {
                "failed" => BAD,
                "keep" => DIM,
                _ => WARNING,
            };
            let reason = match &row.error {
                Some(error) => format!("{} [{}]", error.message, error.code),
                None => row.reason.to_owned(),
            };
            table.row(vec![
                Cell::new(row.branch),
                Cell::new(row.class),
                Cell::styled(row.outcome, style),
                Cell::new(reason),
            ]);
        }
        table.write(page)?;
        let count = |outcome: &str| self.branches.iter().filter(|it| it.outcome == outcome).count();
        let place = self.control_plane;
        writeln!(page)?;
        if self.applied {
            return writeln!(page, "{} deleted {place}.", count("deleted"));
        }
        match count("delete") {
            0 => writeln!(page, "There is nothing to delete {place}."),
            many => {
                writeln!(page, "Nothing was done. With --apply, {many} would be deleted {place}.")
            }
        }
    }
}
