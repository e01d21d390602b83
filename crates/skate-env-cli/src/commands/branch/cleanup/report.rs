//! The plan, and what was done of it.

use std::fmt::{self, Write as _};

use jiff::Timestamp;
use serde::Serialize;

use super::deeds::Done;
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
    error: Option<Refused<'r>>,
}

#[derive(Serialize)]
struct Refused<'r> {
    code: &'r str,
    message: &'r str,
}

impl<'r> Report<'r> {
    pub(super) fn new(
        control_plane: &'r ControlPlane,
        applied: bool,
        now: Timestamp,
        done: &'r [Done],
    ) -> Self {
        let at = now.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        Self { applied, at, control_plane, branches: done.iter().map(Row::of).collect() }
    }
}

impl<'r> Row<'r> {
    fn of(done: &'r Done) -> Self {
        let outcome = match (done.fate.deleted, done.gone, &done.error) {
            (_, _, Some(_)) => "failed",
            (_, true, _) => "deleted",
            (true, ..) => "delete",
            (false, ..) => "keep",
        };
        Self {
            branch: &done.facts.name,
            branch_id: &done.facts.id,
            class: done.facts.class.as_str(),
            owner: done.facts.owner.as_deref(),
            outcome,
            reason: &done.fate.reason,
            error: done.error.as_ref().map(|(code, message)| Refused { code, message }),
        }
    }
}

impl Answer for Report<'_> {
    fn text(&self, page: &mut String) -> fmt::Result {
        let mut table = Table::new(&["branch", "class", "", "because"]);
        for row in &self.branches {
            let style = match row.outcome {
                "failed" => BAD,
                "keep" => DIM,
                _ => WARNING,
            };
            let because = match &row.error {
                Some(error) => format!("{} [{}]", error.message, error.code),
                None => row.reason.to_owned(),
            };
            table.row(vec![
                Cell::new(row.branch),
                Cell::new(row.class),
                Cell::styled(row.outcome, style),
                Cell::new(because),
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
            many => writeln!(page, "Nothing was done. With --apply, {many} would go {place}."),
        }
    }
}
