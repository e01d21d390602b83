//! What is to become of one file: old text in, new text out.

/// The answer of a file's own module. Nothing is written here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Edit {
    /// The whole new text.
    Write(String),
    /// It is as it should be, and why.
    Keep(String),
    /// It cannot be done safely: why, and what a person can do instead.
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

/// One file of the project, and what is to become of it.
pub(super) struct Step {
    /// From the project's folder.
    pub(super) path: String,
    pub(super) old: Option<String>,
    pub(super) edit: Edit,
}

impl Step {
    /// A text that is the old one already is no edit.
    pub(super) fn new(path: impl Into<String>, old: Option<String>, edit: Edit) -> Self {
        let edit = match edit {
            Edit::Write(text) if old.as_ref() == Some(&text) => Edit::keep("nothing to add"),
            edit => edit,
        };
        Self { path: path.into(), old, edit }
    }

    /// The new text, where there is one.
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
