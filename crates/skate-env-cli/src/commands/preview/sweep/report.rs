//! Reports the plan of a sweep, and what was deleted.

use std::fmt::{self, Write as _};

use serde::Serialize;
use skate_env_preview::{Sweep, SweptBranch, markdown::code};

use crate::{
    control_plane::ControlPlane,
    output::{Answer, BAD, Cell, DIM, Table, WARNING, escape_control},
};

#[derive(Serialize)]
pub(super) struct Report<'r> {
    applied: bool,
    control_plane: &'r ControlPlane,
    branches: Vec<Row<'r>>,
    /// Branches that were not made for a pull request of this repository.
    others: usize,
    /// Pull requests whose variables on Vercel nobody needs any more.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) vercel: Vec<u64>,
}

#[derive(Serialize)]
struct Row<'r> {
    branch: &'r str,
    branch_id: &'r str,
    pr: u64,
    /// `keep`, `delete` (planned), `deleted`, `unknown` or `failed`.
    outcome: &'static str,
    reason: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<ErrorData<'r>>,
}

#[derive(Serialize)]
struct ErrorData<'r> {
    code: &'static str,
    message: &'r str,
}

impl<'r> Report<'r> {
    pub(super) fn new(control_plane: &'r ControlPlane, applied: bool, sweep: &'r Sweep) -> Self {
        let branches = sweep.branches.iter().map(Row::of).collect();
        Self { applied, control_plane, branches, others: sweep.others, vercel: Vec::new() }
    }

    pub(super) fn lines(&self) -> Vec<String> {
        let mut lines = vec![format!("**Sweep**: {}", self.result())];
        let shown = self.branches.iter().filter(|row| row.outcome != "keep");
        lines.extend(
            shown.map(|row| {
                format!("- {}: {}, {}", row.outcome, code(row.branch), code(row.reason))
            }),
        );
        lines
    }

    fn count(&self, outcome: &str) -> usize {
        self.branches.iter().filter(|row| row.outcome == outcome).count()
    }

    fn result(&self) -> String {
        let place = self.control_plane;
        if self.applied {
            return format!("{} deleted {place}.", self.count("deleted"));
        }
        match self.count("delete") {
            0 => format!("There is nothing to delete {place}."),
            many => format!("Nothing was done. With --apply, {many} would be deleted {place}."),
        }
    }
}

impl<'r> Row<'r> {
    fn of(swept: &'r SweptBranch) -> Self {
        let outcome = match (swept.deleted, swept.unknown, &swept.error, swept.planned) {
            (true, ..) => "deleted",
            (_, true, ..) => "unknown",
            (_, _, Some(_), _) => "failed",
            (.., true) => "delete",
            _ => "keep",
        };
        let error = swept.error.as_ref();
        Self {
            branch: &swept.name,
            branch_id: &swept.id,
            pr: swept.pr,
            outcome,
            reason: &swept.reason,
            error: error.map(|it| ErrorData { code: it.code().as_str(), message: it.message() }),
        }
    }
}

impl Answer for Report<'_> {
    fn text(&self, page: &mut String) -> fmt::Result {
        if !self.branches.is_empty() {
            let mut table = Table::new(&["branch", "pull request", "", "reason"]);
            for row in &self.branches {
                let style = match row.outcome {
                    "failed" | "unknown" => BAD,
                    "keep" => DIM,
                    _ => WARNING,
                };
                let reason = match &row.error {
                    Some(error) => format!("{} [{}]", error.message, error.code),
                    None => row.reason.to_owned(),
                };
                table.row(vec![
                    Cell::new(escape_control(row.branch)),
                    Cell::new(row.pr.to_string()),
                    Cell::styled(row.outcome, style),
                    Cell::new(escape_control(&reason)),
                ]);
            }
            table.write(page)?;
            writeln!(page)?;
        }
        writeln!(page, "{}", self.result())?;
        if self.vercel.is_empty() {
            return Ok(());
        }
        let numbers: Vec<_> = self.vercel.iter().map(u64::to_string).collect();
        let what = if self.applied { "deleted" } else { "to be deleted" };
        writeln!(page, "Variables on Vercel {what} for pull requests: {}.", numbers.join(", "))
    }
}
