//! Unquotes a value as dotenv does: spaces, quotes, `\n`.

use super::javascript::{ends_line, is_space, next_line};

pub(super) const QUOTES: [char; 3] = ['\'', '"', '`'];

pub(super) fn unquote(raw: &str) -> String {
    let raw = raw.trim_matches(is_space);
    let value = without_quotes(raw);
    // Also when the quote was never closed, and stays in the value.
    if raw.starts_with('"') { value.replace("\\n", "\n").replace("\\r", "\r") } else { value }
}

/// dotenv replaces `` /^(['"`])([\s\S]*)\1$/gm ``. With the flags `g` and `m` a value of several
/// lines can lose more than one pair of quotes.
fn without_quotes(raw: &str) -> String {
    let last_closing = QUOTES.map(|quote| {
        let at_line_end =
            |(place, _): &(usize, &str)| raw[place + 1..].chars().next().is_none_or(ends_line);
        raw.rmatch_indices(quote).find(at_line_end).map(|(place, _)| place)
    });
    let mut value = String::with_capacity(raw.len());
    let mut copied = 0;
    let mut next = Some(0);
    while let Some(open) = next {
        let kind = QUOTES.iter().position(|quote| raw[open..].starts_with(*quote));
        match kind.and_then(|kind| last_closing[kind]).filter(|closing| *closing > open) {
            Some(closing) => {
                value.push_str(&raw[copied..open]);
                value.push_str(&raw[open + 1..closing]);
                copied = closing + 1;
                next = next_line(raw, copied);
            }
            None => next = next_line(raw, open),
        }
    }
    value.push_str(&raw[copied..]);
    value
}
