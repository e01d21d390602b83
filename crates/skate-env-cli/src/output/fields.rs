//! A list of names and values, one per line.

use std::fmt::{self, Write as _};

use super::style::{DIM, Styled};

/// Names and values, with the values in one column.
#[derive(Default)]
pub(crate) struct Fields {
    lines: Vec<(&'static str, String)>,
}

impl Fields {
    pub(crate) fn add(&mut self, name: &'static str, value: impl fmt::Display) {
        self.lines.push((name, value.to_string()));
    }

    pub(crate) fn write(&self, page: &mut String) -> fmt::Result {
        let width = self.lines.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
        for (name, value) in &self.lines {
            writeln!(page, "{}  {value}", Styled(DIM, format!("{name:width$}")))?;
        }
        Ok(())
    }
}
