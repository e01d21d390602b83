//! What `skate-env init` prints.

use std::fmt::{self, Write as _};

use serde::Serialize;

use super::{
    diff::diff,
    file_change::{Edit, FileChange},
};
use crate::output::{Answer, Cell, DIM, GOOD, Table, WARNING};

#[derive(Serialize)]
pub(super) struct Report<'r> {
    pub(super) project: String,
    /// Production's database, if this run found it.
    pub(super) production: Option<&'r str>,
    /// Whether the changes were written.
    pub(super) written: bool,
    pub(super) files: Vec<FileData<'r>>,
    pub(super) notes: &'r [String],
}

#[derive(Serialize)]
pub(super) struct FileData<'r> {
    path: &'r str,
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by_hand: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    diff: Option<String>,
}

impl<'r> FileData<'r> {
    pub(super) fn of(change: &'r FileChange) -> Self {
        let (why, by_hand) = match &change.edit {
            Edit::Write(_) => (None, None),
            Edit::Keep(why) => (Some(why.as_str()), None),
            Edit::Skip { why, by_hand } => (Some(why.as_str()), Some(by_hand.as_str())),
        };
        let diff = change.new_text().map(|_| plain(&diff(std::slice::from_ref(change))));
        Self { path: &change.path, state: change.state(), why, by_hand, diff }
    }
}

fn plain(styled: &str) -> String {
    anstream::adapter::strip_str(styled).to_string()
}

impl Answer for Report<'_> {
    fn text(&self, page: &mut String) -> fmt::Result {
        let mut table = Table::new(&["file", "state", "why"]);
        for file in &self.files {
            let style = match file.state {
                "created" | "changed" => GOOD,
                "skipped" => WARNING,
                _ => DIM,
            };
            let why = file.why.map_or_else(Cell::none, Cell::new);
            table.row(vec![Cell::new(file.path), Cell::styled(file.state, style), why]);
        }
        table.write(page)?;
        for file in &self.files {
            if let Some(by_hand) = file.by_hand {
                writeln!(
                    page,
                    "\nWrite this in {} by hand:\n  {}",
                    file.path,
                    by_hand.trim_end().replace('\n', "\n  ")
                )?;
            }
        }
        let changes = self.files.iter().any(|file| matches!(file.state, "created" | "changed"));
        let end = match (changes, self.written) {
            (false, _) => "Nothing to change.",
            (true, false) => "Nothing was written.",
            (true, true) => "Done. Next, run `skate-env doctor`.",
        };
        writeln!(page, "\n{end}")?;
        for note in self.notes {
            writeln!(page, "- {note}")?;
        }
        Ok(())
    }
}
