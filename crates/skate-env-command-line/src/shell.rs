//! Shell text, as far as it can be read without running it: its grammar, its words, and what
//! variables stand for.
//!
//! The grammar is `brush-parser`'s. What it cannot parse, and what a word hides, becomes
//! [`UNKNOWN`] or an unreadable command, and where that matters the command is refused.

mod folders;
mod parse;
mod scope;
mod word;

pub(crate) use folders::{Folders, joined};
pub(crate) use parse::{depth, parse};
pub(crate) use scope::Scope;
pub(crate) use word::{Word, WordPart};

pub(crate) use crate::placeholder::{OWN_URL, UNKNOWN};

/// Whether a text can be a variable's name.
pub(crate) fn is_variable_name(name: &str) -> bool {
    !name.starts_with(|c: char| c.is_ascii_digit())
        && !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}
