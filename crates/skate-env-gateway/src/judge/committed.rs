//! Statements of committed migrations, as data: whoever reads git hands them to the judge.

use std::{collections::HashSet, sync::Arc};

use super::bookkeeping;
use crate::grammar::{Node, Script, normalized};

/// What stands between the statements of Drizzle's migrations.
const BREAKPOINT: &str = "--> statement-breakpoint";

/// The statements of committed migrations. Clones share them.
#[derive(Clone, Debug, Default)]
pub struct Committed(Arc<Texts>);

#[derive(Debug, Default)]
struct Texts {
    /// Whole files, and their parts between breakpoints: as they are sent.
    whole: HashSet<String>,
    /// Statements in their normal form.
    statements: HashSet<String>,
}

impl Committed {
    /// The statements of these files. Call it on a [`DeepStack`](crate::DeepStack).
    ///
    /// A file that the grammar does not know counts as a whole only.
    #[must_use]
    pub fn of_files<'f>(files: impl IntoIterator<Item = &'f str>) -> Self {
        let mut texts = Texts::default();
        for file in files {
            let file = file.trim_start_matches('\u{feff}');
            for part in std::iter::once(file).chain(file.split(BREAKPOINT)) {
                if part.trim().is_empty() {
                    continue;
                }
                texts.whole.insert(part.trim().to_owned());
                if let Ok(script) = Script::parse(part) {
                    texts.statements.extend(script.normalized());
                }
            }
        }
        Self(Arc::new(texts))
    }

    /// How many different statements there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.statements.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.whole.is_empty()
    }

    /// Whether a query string is a whole file, or a part of one.
    pub(super) fn holds_text(&self, text: &str) -> bool {
        self.0.whole.contains(text.trim())
    }

    /// Whether a statement stands in a file.
    pub(super) fn holds(&self, statement: &Node) -> bool {
        !self.0.statements.is_empty() && self.0.statements.contains(&normalized(statement))
    }
}

/// Why a statement is neither committed nor the migration tool's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Uncommitted {
    /// Nothing is committed at all.
    pub(super) has_none: bool,
}

/// Why a statement may not pass where only committed migrations may.
pub(super) fn refused(committed: &Committed, statement: &Node) -> Option<Uncommitted> {
    let allowed = committed.holds(statement) || bookkeeping::is_own(statement);
    (!allowed).then(|| Uncommitted { has_none: committed.is_empty() })
}
