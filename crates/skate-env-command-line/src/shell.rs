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

pub(crate) use scope::Scope;
pub(crate) use script::{Input, split};

/// Whether a text can be a variable's name.
pub(crate) fn is_variable_name(name: &str) -> bool {
    !name.starts_with(|c: char| c.is_ascii_digit())
        && !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// Stands in a word for what cannot be known: an unset variable, a command's output, a glob.
pub(crate) const UNKNOWN: char = '\u{E000}';
/// Stands in a word for a URL that `run` itself hands to the command.
pub(crate) const OWN_URL: char = '\u{E001}';

/// What is left of a script.
type Characters<'a> = std::iter::Peekable<std::str::Chars<'a>>;

/// A part of a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum WordPart {
    Text(String),
    Variable { name: String, quoted: bool },
    Substitution { text: String },
    Unknown,
}

/// A word before its variables are put in.
pub(crate) type Word = Vec<WordPart>;

/// A part of a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token {
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
