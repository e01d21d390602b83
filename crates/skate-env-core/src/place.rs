//! A position in a file: path and line.

use std::fmt;

/// A file and a line in it, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file, as the caller named it.
    pub path: String,
    /// The line, counted from 1.
    pub line: u32,
}

impl Place {
    /// A line of a file.
    #[must_use]
    pub fn new(path: impl Into<String>, line: u32) -> Self {
        Self { path: path.into(), line }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}", self.path, self.line)
    }
}
