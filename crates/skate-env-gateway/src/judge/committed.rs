//! Statements of committed migrations, as data: whoever reads git hands them to the judge.

use std::{collections::HashSet, fmt::Write as _, sync::Arc};

use sha2::{Digest as _, Sha256};

use super::{
    bookkeeping,
    recorded::{Checksum, checksums},
};
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
    /// SHA-256 of whole files, as Prisma writes it down.
    checksums: HashSet<String>,
}

impl Committed {
    /// The statements of these files. Call it on a [`DeepStack`](crate::DeepStack).
    ///
    /// A file that the grammar does not know counts as a whole only.
    #[must_use]
    pub fn of_files<'f>(files: impl IntoIterator<Item = &'f str>) -> Self {
        let mut texts = Texts::default();
        for file in files {
            // A checkout may have other line ends than the commit.
            for file in [file, &file.replace('\n', "\r\n")] {
                texts.checksums.insert(checksum(file));
            }
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

    /// Whether a checksum is a file's.
    pub(super) fn holds_checksum(&self, checksum: &str) -> bool {
        self.0.checksums.contains(checksum)
    }

    /// Whether a statement stands in a file.
    pub(super) fn holds(&self, statement: &Node) -> bool {
        !self.0.statements.is_empty() && self.0.statements.contains(&normalized(statement))
    }
}

fn checksum(file: &str) -> String {
    Sha256::digest(file).iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Why a statement may not pass where only committed migrations may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Uncommitted {
    /// Nothing is committed at all.
    None,
    /// The statement is neither committed nor the migration tool's own.
    Statement,
    /// It writes down a migration that is not committed.
    Record,
}

/// Judges a statement. What passes may still write down a checksum that comes as a parameter:
/// their numbers.
pub(super) fn judge(committed: &Committed, statement: &Node) -> Result<Vec<u16>, Uncommitted> {
    if committed.holds(statement) {
        return Ok(Vec::new());
    }
    if !bookkeeping::is_own(statement) {
        return Err(if committed.is_empty() { Uncommitted::None } else { Uncommitted::Statement });
    }
    let mut parameters = Vec::new();
    for checksum in checksums(statement) {
        match checksum {
            Checksum::Parameter(number) => parameters.push(number),
            Checksum::Constant(text) if committed.holds_checksum(&text) => {}
            Checksum::Constant(_) | Checksum::Unclear => return Err(Uncommitted::Record),
        }
    }
    Ok(parameters)
}
