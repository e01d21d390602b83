//! A tool's arguments, each with what it can be.

use super::Tool;
use crate::url_argument::{UNNAMED, is_url};

/// What stands behind a tool's name.
pub(crate) struct Arguments<'a>(pub(super) Vec<Argument<'a>>);

/// One argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Argument<'a> {
    pub(super) text: &'a str,
    pub(super) kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A command, or an operand.
    Word,
    /// `--name` or `--name=value`.
    Option,
    /// The value of the option before it.
    Value,
    /// Either: the option before it is not known.
    WordOrValue,
    /// `--`
    Dashes,
}

impl<'a> Arguments<'a> {
    pub(crate) fn read(words: &'a [String], tool: &Tool) -> Self {
        let mut next_has_value = Some(false);
        let argument = |word: &'a String| {
            let has_value = next_has_value.replace(false);
            let is_option = word.starts_with('-') && word.len() > 1;
            let kind = match has_value {
                Some(true) => Kind::Value,
                _ if word == "--" => Kind::Dashes,
                _ if is_option => {
                    let is_alone = !word.contains('=');
                    next_has_value = if is_alone { tool.has_value(word) } else { Some(false) };
                    Kind::Option
                }
                Some(false) => Kind::Word,
                None => Kind::WordOrValue,
            };
            Argument { text: word.as_str(), kind }
        };
        Self(words.iter().map(argument).collect())
    }

    /// Whether one of these options is among them.
    pub(crate) fn has(&self, options: &[&str]) -> bool {
        let mut given = self.0.iter().filter(|argument| argument.kind == Kind::Option);
        given.any(|argument| options.contains(&argument.name()))
    }

    /// URLs, each with the option that gives it.
    pub(crate) fn urls(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.0.iter().enumerate().filter_map(|(index, argument)| {
            if is_url(argument.text) {
                let before = index.checked_sub(1).map(|index| self.0[index]);
                let option = before.filter(|before| before.kind == Kind::Option);
                return Some((option.map_or(UNNAMED, |option| option.name()), argument.text));
            }
            argument.text.split_once('=').filter(|(_, value)| is_url(value))
        })
    }
}

impl<'a> Argument<'a> {
    pub(super) fn name(&self) -> &'a str {
        self.text.split_once('=').map_or(self.text, |(name, _)| name)
    }

    pub(super) fn is_word(&self) -> bool {
        matches!(self.kind, Kind::Word | Kind::WordOrValue)
    }
}
