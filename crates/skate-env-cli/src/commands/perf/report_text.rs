//! The report of `perf run` as text.

use std::fmt::{self, Write as _};

use super::{report::Report, statements::Statement};
use crate::output::{Answer, Cell, DIM, Fields, Styled, Table, WARNING, escape_control};

/// How many statements are shown; JSON has all.
const MOST: usize = 20;
/// How many characters of a statement are shown.
const WIDTH: usize = 80;

impl Answer for Report {
    fn text(&self, page: &mut String) -> fmt::Result {
        let mut fields = Fields::default();
        fields.add("copy of", format!("{} {}", self.source, self.plane));
        if let Some(masked) = &self.masked {
            fields.add("masked", masked);
        }
        if let Some(units) = self.compute_units {
            fields.add("compute", format!("{units} CU"));
        }
        if let Some((cost, hourly)) = self.cost().zip(self.hourly) {
            fields.add("price", format!("${cost:.4} (${hourly:.3} an hour)"));
        }
        let Some(measured) = &self.measured else { return fields.write(page) };
        let warm_up = measured.warm_up.map_or_else(|| "none".to_owned(), |it| it.to_string());
        fields.add("warm-up", warm_up);
        fields.add("command", format!("{:.1} s", measured.elapsed.as_secs_f64()));
        fields.write(page)?;
        if measured.statements.is_empty() {
            return writeln!(page, "\nThe command ran no statement on the copy.");
        }
        writeln!(page)?;
        let mut table = Table::new(&["ms", "calls", "ms/call", "rows", "pages read", "statement"]);
        for statement in measured.statements.iter().take(MOST) {
            table.row(row(statement));
        }
        table.write(page)?;
        if let Some(more) = measured.statements.len().checked_sub(MOST).filter(|more| *more > 0) {
            writeln!(page, "{}", Styled(DIM, format!("{more} more: `--output json`")))?;
        }
        if measured.forgotten > 0 {
            let text = "The server forgot rare statements meanwhile: some are missing.";
            writeln!(page, "{}", Styled(WARNING, text))?;
        }
        Ok(())
    }
}

fn row(statement: &Statement) -> Vec<Cell> {
    let cost = statement.cost;
    vec![
        Cell::new(format!("{:.1}", cost.milliseconds)),
        Cell::new(cost.calls.to_string()),
        Cell::new(format!("{:.2}", statement.mean_milliseconds())),
        Cell::new(cost.rows.to_string()),
        Cell::new(cost.pages_read.to_string()),
        Cell::new(escape_control(&excerpt(&statement.query))),
    ]
}

/// A statement on one line.
fn excerpt(query: &str) -> String {
    let line = query.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(WIDTH) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
