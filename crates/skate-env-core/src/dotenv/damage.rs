//! Damage to a value between the dotenv file and the process, reported without the value.

use std::fmt;

use crate::Place;

/// What kind of damage was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum DamageKind {
    /// The file starts with a UTF-8 byte order mark.
    ByteOrderMark,
    /// An empty variable of the process hides the value of the file.
    EmptyShadow,
    /// An unquoted value was cut at a `#`.
    HashCut,
    /// The value swallowed the next line, for a quote was not closed or the value is missing.
    LineSwallowed,
    /// The file is not UTF-8.
    NotUtf8,
    /// A variable of the process was changed, for the file names it too and its value holds a `$`.
    ProcessRewritten,
    /// The value kept a quote that was not closed.
    QuoteLeft,
    /// A `$name` in the value named nothing and was deleted.
    ReferenceLost,
    /// The file refers to itself without end, and Next.js does not load it.
    Rejected,
    /// The file is UTF-16.
    Utf16,
}

impl DamageKind {
    /// The kind as it is printed and matched: `hash_cut`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ByteOrderMark => "byte_order_mark",
            Self::EmptyShadow => "empty_shadow",
            Self::HashCut => "hash_cut",
            Self::LineSwallowed => "line_swallowed",
            Self::NotUtf8 => "not_utf8",
            Self::ProcessRewritten => "process_rewritten",
            Self::QuoteLeft => "quote_left",
            Self::ReferenceLost => "reference_lost",
            Self::Rejected => "rejected",
            Self::Utf16 => "utf16",
        }
    }

    /// What is wrong, in one sentence.
    #[must_use]
    pub const fn message(self) -> &'static str {
        match self {
            Self::ByteOrderMark => {
                "the file starts with a byte order mark, and `node --env-file` loses its first variable"
            }
            Self::EmptyShadow => "the variable is set but empty, and hides the value of the file",
            Self::HashCut => "the value ends at a `#`, and what follows was dropped as a comment",
            Self::LineSwallowed => "the value goes on over a line that assigns another variable",
            Self::NotUtf8 => "the file is not UTF-8, and some of its characters were replaced",
            Self::ProcessRewritten => {
                "the variable is already set, and Next.js expands the `$` in it because the file names it too"
            }
            Self::QuoteLeft => "the value keeps a quote that has no partner",
            Self::ReferenceLost => {
                "a `$name` in the value names nothing that is set, and was deleted"
            }
            Self::Rejected => {
                "the value refers to itself or expands without end, and Next.js does not load the file"
            }
            Self::Utf16 => "the file is UTF-16, and Next.js finds no variables in it",
        }
    }

    /// What to do about it, in one sentence.
    #[must_use]
    pub const fn hint(self) -> &'static str {
        match self {
            Self::ByteOrderMark => "Save the file as UTF-8 without a byte order mark.",
            Self::EmptyShadow => "Unset the variable where the command is started.",
            Self::HashCut => "Put the value in double quotes.",
            Self::LineSwallowed => "Close the quote, or write the value on the line of its name.",
            Self::NotUtf8 | Self::Utf16 => "Save the file as UTF-8.",
            Self::ProcessRewritten => {
                "Remove the variable from the file, or write `\\$` where it is set."
            }
            Self::QuoteLeft => "Close the quote, or remove it.",
            Self::ReferenceLost => "Write `\\$` for a dollar sign, also within single quotes.",
            Self::Rejected => "Remove the reference, or write `\\$` for a dollar sign.",
        }
    }
}

impl DamageKind {
    /// What is wrong with a connection string: a predicate behind the variable's name.
    pub(crate) const fn to_url(self) -> &'static str {
        match self {
            Self::HashCut => "is cut at a # in its dotenv file, as if a comment followed",
            Self::ReferenceLost => {
                "lost a `$name` in its dotenv file, which names nothing that is set"
            }
            Self::QuoteLeft => "keeps a quote of its dotenv file that has no partner",
            Self::LineSwallowed => {
                "goes on over a line of its dotenv file that assigns another variable"
            }
            Self::ProcessRewritten => {
                "is set, and Next.js expands the $ in it because a dotenv file names it, too"
            }
            Self::EmptyShadow => "is set but empty, and hides the value of its dotenv file",
            Self::ByteOrderMark | Self::NotUtf8 | Self::Rejected | Self::Utf16 => {
                "stands in a dotenv file that not every program can read"
            }
        }
    }

    /// What to do about a connection string: what every reader of dotenv files reads alike.
    pub(crate) const fn url_hint(self) -> &'static str {
        match self {
            Self::HashCut => "Write a # of the password as `%23`; before a comment, write a space.",
            Self::ReferenceLost => {
                "Write a $ of the password as `%24`, or set the variable that is named."
            }
            Self::ProcessRewritten => "Remove it from the dotenv file, or write its $ as `%24`.",
            other => other.hint(),
        }
    }
}

/// Damage to one variable, or to a whole file. Never holds a value.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Damage {
    /// What kind of damage it is.
    pub kind: DamageKind,
    /// The variable, unless the whole file is meant.
    pub name: Option<String>,
    /// Where it stands.
    pub place: Place,
}

impl fmt::Display for Damage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(name) = &self.name {
            write!(formatter, "{name}: ")?;
        }
        write!(formatter, "{} ({}) [{}]", self.kind.message(), self.place, self.kind.as_str())
    }
}
