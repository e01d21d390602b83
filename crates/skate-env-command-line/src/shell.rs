//! Shell text, as far as it can be read without running it: words, simple commands, and what
//! variables stand for.
//!
//! Own code, because the libraries that split words (shlex, shell-words) know no operators, and
//! those that know the whole language bring more than the start-up path may link. What is not
//! understood becomes [`UNKNOWN`], and whoever meets that in a place that matters refuses.

mod lexer;
mod quoting;
mod scope;
mod script;

pub(super) use scope::Scope;
pub(super) use script::{Input, split};

/// Stands in a word for what cannot be known: an unset variable, a command's output, a glob.
pub(super) const UNKNOWN: char = '\u{E000}';
/// Stands in a word for a URL that `run` itself hands to the command.
pub(super) const OWN: char = '\u{E001}';

/// A part of a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum WordPart {
    Text(String),
    Variable { name: String, quoted: bool },
    Substitution { text: String },
    Unknown,
}

/// A word before its variables are put in.
pub(super) type Word = Vec<WordPart>;

/// A part of a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    Word(Word),
    /// `|`
    Pipe,
    /// `(`
    Open,
    /// `)`
    Close,
    /// `;`, `&`, `&&`, `||`, a new line
    End,
    Input(Input),
}
