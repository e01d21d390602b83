//! The edit of a configuration file that is a program: made, and read again before it is written.

use crate::{
    commands::init::file_change::Edit,
    project::{
        Obstacle, SourceFile, Unclear,
        javascript::{Script, parse, without_byte_order_mark},
    },
};

/// What a person does about a syntax error.
const CORRECT: &str = "Correct the syntax, and run `skate-env init` again.";

/// How a tool's configuration is handed over.
pub(in super::super) struct Rewrite<'r> {
    /// The function that a configuration has when it is done.
    pub(in super::super) function: &'r str,
    pub(in super::super) is_done: &'r dyn Fn(&Script<'_>) -> bool,
    /// The new text, or what is in the way.
    pub(in super::super) change: &'r dyn Fn(&Script<'_>) -> Result<String, Obstacle>,
    /// The lines that a person writes instead.
    pub(in super::super) by_hand: &'r dyn Fn(&Script<'_>) -> String,
}

/// Hands a configuration over. What is written is read again: a text that is not surely done is not
/// written.
pub(in super::super) fn rewrite(old: &SourceFile, how: &Rewrite<'_>) -> Edit {
    let read = parse(&old.path, &old.text, |script| {
        if (how.is_done)(script) {
            return Ok(None);
        }
        let text = (how.change)(script).map(Some);
        text.map_err(|obstacle| (Unclear::at(script, obstacle).to_string(), (how.by_hand)(script)))
    });
    let text = match read {
        Ok(Ok(None)) => return Edit::keep(format!("has {} already", how.function)),
        Ok(Ok(Some(text))) => text,
        Ok(Err((why, by_hand))) => return Edit::skip(why, by_hand),
        Err(error) => return Edit::skip(Unclear::of_syntax(error).to_string(), CORRECT),
    };
    if parse(&old.path, &text, how.is_done) != Ok(true) {
        let by_hand = parse(&old.path, &old.text, how.by_hand).unwrap_or_default();
        return Edit::skip("is written in a way that init does not change", by_hand);
    }
    Edit::Write(with_mark_of(&old.text, text))
}

/// The text with the byte order mark that the old one has.
fn with_mark_of(old: &str, new: String) -> String {
    let mark = &old[..old.len() - without_byte_order_mark(old).len()];
    if mark.is_empty() { new } else { format!("{mark}{new}") }
}
