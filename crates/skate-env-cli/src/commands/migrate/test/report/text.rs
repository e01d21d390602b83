//! What was measured, for people: a table a migration, and below it who waits.

use std::fmt::{self, Write as _};

use skate_env_migrate::measure::{
    Impact, Lock, MeasuredMigration, MeasuredStatement, Table as Sized, impact_of,
};

use super::{super::tell::said, Report};
use crate::output::{Answer, BAD, Cell, DIM, GOOD, Styled, Table, WARNING, visible};

impl Answer for Report<'_> {
    fn text(&self, page: &mut String) -> fmt::Result {
        for applied in self.applied {
            writeln!(page, "{}", visible(&applied.name))?;
            self.table(applied).write(page)?;
            for measured in &applied.statements {
                self.waits(measured, page)?;
            }
            for flagged in self.flagged(applied) {
                writeln!(page, "line {}: {flagged}", flagged.line)?;
            }
            if let Some(failure) = &applied.failure {
                let failed = Styled(BAD, "failed");
                let (said, left) = (said(failure), visible(&failure.leftovers()));
                writeln!(page, "line {}: {failed}: {said}. {left}", failure.line)?;
            }
            writeln!(page)?;
        }
        for name in self.not_run() {
            writeln!(page, "{}\nnot run\n", visible(name))?;
        }
        self.end(page)
    }
}

impl Report<'_> {
    fn table(&self, applied: &MeasuredMigration) -> Table {
        let mut table = Table::new(&["line", "statement", "ms", "lock", "tables", "verdict"]);
        for measured in &applied.statements {
            let (lock, tables) = match measured.strongest() {
                Some(Lock { mode, .. }) => {
                    let under = measured.locks.iter().filter(|lock| lock.mode == *mode);
                    let tables: Vec<_> = under.map(|lock| sized(&lock.table)).collect();
                    (Cell::new(mode.to_string()), Cell::new(tables.join(", ")))
                }
                None if measured.watched => (Cell::styled("not seen", DIM), Cell::none()),
                None => (Cell::none(), Cell::none()),
            };
            let verdict = if measured.failed {
                Cell::styled("failed", BAD)
            } else {
                verdict(impact_of(measured, self.limit))
            };
            table.row(vec![
                Cell::new(measured.line.to_string()),
                Cell::new(visible(&measured.excerpt)),
                Cell::new(format!("{:.1}", measured.milliseconds)),
                lock,
                tables,
                verdict,
            ]);
        }
        table
    }

    /// A line for what is more than a word in the table.
    fn waits(&self, measured: &MeasuredStatement, page: &mut String) -> fmt::Result {
        let verdict = impact_of(measured, self.limit);
        if verdict == Impact::Harmless {
            return Ok(());
        }
        let mut said: Vec<String> =
            measured.locks.iter().filter(|lock| lock.mode.blocks()).map(Lock::effect).collect();
        if said.is_empty() {
            said.push(format!("whoever wants one of the {} rows waits", measured.rows));
        }
        let mut said = format!("{} ({:.1} ms)", said.join(", "), measured.held_milliseconds);
        for table in &measured.rewritten {
            write!(said, "; every row of {} is written again", table.name)?;
        }
        for table in &measured.emptied {
            write!(said, "; {} loses every row", table.name)?;
        }
        writeln!(page, "line {}: {}", measured.line, visible(&said))
    }

    fn end(&self, page: &mut String) -> fmt::Result {
        let source = &self.source.name;
        let size = self.compute_units.map(|units| format!(" with {units} CU")).unwrap_or_default();
        if self.pending.is_empty() {
            writeln!(page, "Nothing is pending on a copy of {source} {}.", self.plane)?;
        } else {
            let plane = self.plane;
            writeln!(page, "Measured on a copy of {source} {plane}{size}: no promise elsewhere.")?;
        }
        if self.kept {
            writeln!(page, "The copy {} stays until it expires.", self.copy)?;
        }
        match &self.record {
            Some(path) => writeln!(page, "{}", Styled(DIM, format!("Record: {path}"))),
            None => Ok(()),
        }
    }
}

/// `User (about 200000 rows, 13 MB)`
fn sized(table: &Sized) -> String {
    let size = match table.bytes {
        bytes @ ..1_000_000 => format!("{} kB", bytes / 1_000),
        bytes @ ..1_000_000_000 => format!("{} MB", bytes / 1_000_000),
        bytes => format!("{} GB", bytes / 1_000_000_000),
    };
    let name = visible(&table.name);
    match table.rows {
        Some(rows) => format!("{name} (about {rows} rows, {size})"),
        None => format!("{name} ({size})"),
    }
}

fn verdict(verdict: Impact) -> Cell {
    let style = match verdict {
        Impact::Harmless => GOOD,
        Impact::BriefLock => anstyle::Style::new(),
        Impact::Rewrite => WARNING,
        Impact::LongLock | Impact::LongRewrite => BAD,
    };
    Cell::styled(verdict.to_string(), style)
}
