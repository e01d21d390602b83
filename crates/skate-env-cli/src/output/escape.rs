//! Escapes text of foreign origin, such as a migration's, before it is shown.

use std::fmt::Write as _;

/// The text on one line, without control characters that would move a terminal's cursor, without
/// characters that reverse text, and without `##[…]`, which GitHub's runner takes as a command
/// anywhere in a line.
pub(crate) fn escape_control(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\t' => shown.push(' '),
            _ if letter.is_control() || is_hidden(letter) => {
                // Writing to a string cannot fail.
                let _ = write!(shown, "{}", letter.escape_unicode());
            }
            _ => shown.push(letter),
        }
    }
    shown.replace("##[", "## [")
}

fn is_hidden(letter: char) -> bool {
    matches!(letter,
        '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::escape_control;

    #[test]
    fn control_characters_and_runner_commands_are_escaped() {
        assert_eq!(
            escape_control("a\tb\u{1b}[2J\u{202e}\r\n##[error]x"),
            "a b\\u{1b}[2J\\u{202e}\\u{d}\\u{a}## [error]x"
        );
        assert_eq!(escape_control("Zoë — 'ok' 100 %"), "Zoë — 'ok' 100 %");
    }
}
