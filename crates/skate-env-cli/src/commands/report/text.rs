//! The report for a terminal: the sentence, what to look at, what to do.

use std::fmt::{self, Write as _};

use serde::Serialize;
use skate_env_report::Report;

use crate::output::{Answer, Cell, Styled, Table, WARNING};

/// A report, and the files that were written.
#[derive(Serialize)]
pub(super) struct ReportText<'r> {
    #[serde(flatten)]
    pub(super) report: &'r Report,
    pub(super) written: Vec<String>,
    /// What was sent, and where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) sent: Option<String>,
}

impl Answer for ReportText<'_> {
    fn text(&self, page: &mut String) -> fmt::Result {
        let report = self.report;
        writeln!(page, "{}", report.sentence())?;
        for alert in &report.alerts {
            writeln!(page, "{}: {alert}", Styled(WARNING, "warning"))?;
        }
        let summary = &report.summary;
        if !summary.operations.is_empty() || !summary.connections.is_empty() {
            writeln!(page)?;
            let mut table = Table::new(&["what", "times", "failed", "median", "last success"]);
            for (name, it) in summary.connections.iter().chain(&summary.operations) {
                let ms = it.p50_ms.map_or_else(Cell::none, |ms| Cell::new(format!("{ms} ms")));
                let last = it.last_success.map(|last| last.to_string());
                table.row(vec![
                    Cell::new(name.clone()),
                    Cell::new(it.total.to_string()),
                    Cell::new(it.failed.to_string()),
                    ms,
                    last.map_or_else(Cell::none, Cell::new),
                ]);
            }
            table.write(page)?;
        }
        if !report.next.is_empty() {
            writeln!(page, "\nNext:")?;
            for command in &report.next {
                writeln!(page, "  {command}")?;
            }
        }
        for file in &self.written {
            writeln!(page, "\nWritten: {file}")?;
        }
        if let Some(sent) = &self.sent {
            writeln!(page, "\nSent: {sent}")?;
        }
        Ok(())
    }
}
