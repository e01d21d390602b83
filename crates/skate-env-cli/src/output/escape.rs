//! Text of a migration, made harmless for whoever shows it.

use std::fmt::Write as _;

/// The text on one line: nothing moves a terminal's cursor or turns its letters round, and nothing
/// is an order to GitHub's runner, which obeys `##[…]` anywhere in a line.
pub(crate) fn visible(text: &str) -> String {
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
    use super::visible;

    #[test]
    fn nothing_moves_turns_or_orders() {
        assert_eq!(
            visible("a\tb\u{1b}[2J\u{202e}\r\n##[error]x"),
            "a b\\u{1b}[2J\\u{202e}\\u{d}\\u{a}## [error]x"
        );
        assert_eq!(visible("Zoë — 'ok' 100 %"), "Zoë — 'ok' 100 %");
    }
}
