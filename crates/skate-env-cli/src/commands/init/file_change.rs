//! The change of one file: from its old text to its new text.

/// What to do with a file. The module of that file decides it; `write` carries it out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Edit {
    /// The whole new text.
    Write(String),
    /// Leave it: it is right already, and why.
    Keep(String),
    /// Leave it: it cannot be changed safely. Why, and the lines to write by hand.
    Skip { why: String, by_hand: String },
}

impl Edit {
    pub(super) fn keep(why: impl Into<String>) -> Self {
        Self::Keep(why.into())
    }

    pub(super) fn skip(why: impl Into<String>, by_hand: impl Into<String>) -> Self {
        Self::Skip { why: why.into(), by_hand: by_hand.into() }
    }
}

/// One file of the project, and what to do with it.
pub(super) struct FileChange {
    /// Relative to the project's folder.
    pub(super) path: String,
    pub(super) old: Option<String>,
    pub(super) edit: Edit,
}

impl FileChange {
    /// Keeps the file where the new text is the old one.
    pub(super) fn new(path: impl Into<String>, old: Option<String>, edit: Edit) -> Self {
        let edit = match edit {
            Edit::Write(text) if old.as_ref() == Some(&text) => Edit::keep("needs no change"),
            edit => edit,
        };
        Self { path: path.into(), old, edit }
    }

    /// The new text, if there is one.
    pub(super) fn new_text(&self) -> Option<&str> {
        match &self.edit {
            Edit::Write(text) => Some(text),
            Edit::Keep(_) | Edit::Skip { .. } => None,
        }
    }

    pub(super) fn state(&self) -> &'static str {
        match (&self.edit, &self.old) {
            (Edit::Write(_), None) => "created",
            (Edit::Write(_), Some(_)) => "changed",
            (Edit::Keep(_), _) => "unchanged",
            (Edit::Skip { .. }, _) => "skipped",
        }
    }
}
