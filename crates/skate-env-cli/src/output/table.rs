//! A table of text with aligned columns.

use std::fmt;

use anstyle::Style;

use super::style::{DIM, Styled};

/// Text in a style.
pub(crate) struct Cell {
    text: String,
    style: Style,
}

impl Cell {
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self::styled(text, Style::new())
    }

    pub(crate) fn styled(text: impl Into<String>, style: Style) -> Self {
        Self { text: text.into(), style }
    }

    /// A cell without a value.
    pub(crate) fn none() -> Self {
        Self::styled("–", DIM)
    }

    fn width(&self) -> usize {
        self.text.chars().count()
    }
}

/// Rows under a header, each column as wide as its widest cell.
pub(crate) struct Table {
    rows: Vec<Vec<Cell>>,
}

impl Table {
    pub(crate) fn new(header: &[&str]) -> Self {
        Self { rows: vec![header.iter().map(|title| Cell::styled(*title, DIM)).collect()] }
    }

    pub(crate) fn row(&mut self, cells: Vec<Cell>) {
        self.rows.push(cells);
    }

    pub(crate) fn write(&self, page: &mut dyn fmt::Write) -> fmt::Result {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or_default();
        let width = |column| {
            self.rows.iter().filter_map(|row| row.get(column)).map(Cell::width).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..columns).map(width).collect();
        for row in &self.rows {
            for (column, cell) in row.iter().enumerate() {
                write!(page, "{}", Styled(cell.style, &cell.text))?;
                if column + 1 < row.len() {
                    write!(page, "{:1$}", "", widths[column] - cell.width() + 2)?;
                }
            }
            writeln!(page)?;
        }
        Ok(())
    }
}
