//! The report of `migrate test` as text: a table for each migration, and below it what would wait.

use std::fmt::{self, Write as _};

use skate_env_migrate::measure::{
    Impact, Lock, MeasuredMigration, MeasuredStatement, Table as MeasuredTable, impact_of,
};

use super::{messages::describe, report::Report};
use crate::output::{Answer, BAD, Cell, DIM, GOOD, Styled, Table, WARNING, escape_control};

impl Answer for Report<'_> {
    fn text(&self, page: &mut String) -> fmt::Result {
        for applied in self.applied {
            writeln!(page, "{}", escape_control(&applied.name))?;
            self.table(applied).write(page)?;
            for measured in &applied.statements {
                self.explain(measured, page)?;
            }
            for finding in self.findings(applied) {
                writeln!(page, "line {}: {finding}", finding.line)?;
            }
            if let Some(failure) = &applied.failure {
                let failed = Styled(BAD, "failed");
                let (reason, left) = (describe(failure), escape_control(&failure.leftovers()));
                writeln!(page, "line {}: {failed}: {reason}. {left}", failure.line)?;
            }
            writeln!(page)?;
        }
        for name in self.not_run() {
            writeln!(page, "{}\nnot run\n", escape_control(name))?;
        }
        self.summary(page)
    }
}

impl Report<'_> {
    fn table(&self, applied: &MeasuredMigration) -> Table {
        let mut table = Table::new(&["line", "statement", "ms", "lock", "tables", "verdict"]);
        for measured in &applied.statements {
            let (lock, tables) = match measured.strongest() {
                Some(Lock { mode, .. }) => {
                    let under = measured.locks.iter().filter(|lock| lock.mode == *mode);
                    let tables: Vec<_> = under.map(|lock| table_with_size(&lock.table)).collect();
                    (Cell::new(mode.to_string()), Cell::new(tables.join(", ")))
                }
                None if measured.watched => (Cell::styled("not seen", DIM), Cell::none()),
                None => (Cell::none(), Cell::none()),
            };
            let impact = if measured.failed {
                Cell::styled("failed", BAD)
            } else {
                impact_cell(impact_of(measured, self.limit))
            };
            table.row(vec![
                Cell::new(measured.line.to_string()),
                Cell::new(escape_control(&measured.excerpt)),
                Cell::new(format!("{:.1}", measured.milliseconds)),
                lock,
                tables,
                impact,
            ]);
        }
        table
    }

    /// A line about a statement that is not harmless.
    fn explain(&self, measured: &MeasuredStatement, page: &mut String) -> fmt::Result {
        let impact = impact_of(measured, self.limit);
        if impact == Impact::Harmless {
            return Ok(());
        }
        let mut effects: Vec<String> =
            measured.locks.iter().filter(|lock| lock.mode.blocks()).map(Lock::effect).collect();
        if effects.is_empty() {
            effects.push(format!("writers of the {} changed rows wait", measured.rows));
        }
        let mut line = format!("{} ({:.1} ms)", effects.join(", "), measured.held_milliseconds);
        for table in &measured.rewritten {
            write!(line, "; every row of {} is rewritten", table.name)?;
        }
        for table in &measured.emptied {
            write!(line, "; {} loses every row", table.name)?;
        }
        writeln!(page, "line {}: {}", measured.line, escape_control(&line))
    }

    fn summary(&self, page: &mut String) -> fmt::Result {
        let source = &self.source.name;
        let size = self.compute_units.map(|units| format!(" with {units} CU")).unwrap_or_default();
        if self.pending.is_empty() {
            writeln!(page, "Nothing is pending on a copy of {source} {}.", self.plane)?;
        } else {
            let plane = self.plane;
            writeln!(
                page,
                "Measured on a copy of {source} {plane}{size}; times differ elsewhere."
            )?;
        }
        if self.kept {
            writeln!(page, "The copy {} is kept until it expires.", self.copy)?;
        }
        match &self.record {
            Some(path) => writeln!(page, "{}", Styled(DIM, format!("Record: {path}"))),
            None => Ok(()),
        }
    }
}

/// `User (about 200000 rows, 13 MB)`
fn table_with_size(table: &MeasuredTable) -> String {
    let size = match table.bytes {
        bytes @ ..1_000_000 => format!("{} kB", bytes / 1_000),
        bytes @ ..1_000_000_000 => format!("{} MB", bytes / 1_000_000),
        bytes => format!("{} GB", bytes / 1_000_000_000),
    };
    let name = escape_control(&table.name);
    match table.rows {
        Some(rows) => format!("{name} (about {rows} rows, {size})"),
        None => format!("{name} ({size})"),
    }
}

fn impact_cell(impact: Impact) -> Cell {
    let style = match impact {
        Impact::Harmless => GOOD,
        Impact::BriefLock => anstyle::Style::new(),
        Impact::Rewrite => WARNING,
        Impact::LongLock | Impact::LongRewrite => BAD,
    };
    Cell::styled(impact.to_string(), style)
}
