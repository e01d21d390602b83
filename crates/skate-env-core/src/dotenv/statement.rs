//! dotenv's scanner: one regular expression there, and here by hand, so that no text can make it
//! slow. Every loop below moves on through the text; none goes over a stretch a third time.
//!
//! ```text
//! ^\s*(?:export\s+)?([\w.-]+)(?:\s*=\s*?|:\s+?)(\s*'…'|\s*"…"|\s*`…`|[^#\r\n]+)?\s*(?:#.*)?$
//! ```

use super::javascript::{ends_line, is_space, is_word, line_end, next_line, skip_spaces};
use super::unquote::QUOTES;

/// One match of the regular expression, as places in the text.
pub(super) struct Statement<'text> {
    pub(super) name: &'text str,
    /// From the name's end to the value's.
    pub(super) assigned: &'text str,
    /// The value with its quotes and the spaces around it.
    pub(super) raw: &'text str,
    /// What follows the value.
    pub(super) rest: &'text str,
    /// Where it starts, `export` included.
    pub(super) start: usize,
    /// Where the value ends.
    pub(super) close: usize,
    end: usize,
}

impl Statement<'_> {
    /// Where the name starts, behind `export`.
    pub(super) fn name_start(&self) -> usize {
        self.close - self.assigned.len() - self.name.len()
    }
}

/// Every assignment of a text whose lines end in line feeds, in order.
pub(super) fn statements(text: &str) -> impl Iterator<Item = Statement<'_>> {
    let mut next = Some(0);
    std::iter::from_fn(move || {
        while let Some(at) = next {
            let start = skip_spaces(text, at);
            let found = statement(text, start);
            next = next_line(text, found.as_ref().map_or(start, |statement| statement.end));
            if found.is_some() {
                return found;
            }
        }
        None
    })
}

fn statement(text: &str, start: usize) -> Option<Statement<'_>> {
    let name_start = after_export(text, start);
    let name = name_at(text, name_start);
    let named = name_start + name.len();
    let value = after_separator(text, named).filter(|_| !name.is_empty())?;
    let (close, end) = quoted(text, value).unwrap_or_else(|| bare(text, value));
    Some(Statement {
        name,
        assigned: &text[named..close],
        raw: &text[value..close],
        rest: &text[close..],
        start,
        close,
        end,
    })
}

fn name_at(text: &str, start: usize) -> &str {
    let rest = &text[start..];
    let stop = |character| !is_word(character) && character != '.' && character != '-';
    &rest[..rest.find(stop).unwrap_or(rest.len())]
}

/// `export` is a name itself when no other name follows it.
fn after_export(text: &str, start: usize) -> usize {
    let Some(rest) = text[start..].strip_prefix("export") else { return start };
    let name = skip_spaces(text, text.len() - rest.len());
    if rest.starts_with(is_space) && !name_at(text, name).is_empty() { name } else { start }
}

fn after_separator(text: &str, named: usize) -> Option<usize> {
    let equals = skip_spaces(text, named);
    if text[equals..].starts_with('=') {
        return Some(equals + 1);
    }
    let rest = text[named..].strip_prefix(':')?;
    let space = rest.chars().next().filter(|character| is_space(*character))?;
    Some(named + 1 + space.len_utf8())
}

/// The end of a quoted value, and of its line. The first quote without a backslash closes it; when
/// something else follows on the line, the regular expression goes back to those with one.
fn quoted(text: &str, value: usize) -> Option<(usize, usize)> {
    let open = skip_spaces(text, value);
    let quote = text[open..].chars().next().filter(|character| QUOTES.contains(character))?;
    let mut escaped = Vec::new();
    let mut closing = None;
    for (offset, _) in text[open + 1..].match_indices(quote) {
        let place = open + 1 + offset;
        if text.as_bytes()[place - 1] != b'\\' {
            closing = Some(place);
            break;
        }
        escaped.push(place);
    }
    let candidates = closing.into_iter().chain(escaped.into_iter().rev());
    candidates.map(|place| place + 1).find_map(|close| Some((close, finish(text, close)?)))
}

/// The end of a value without quotes, and of its line.
fn bare(text: &str, value: usize) -> (usize, usize) {
    let close = text[value..].find(['#', '\n']).map_or(text.len(), |offset| value + offset);
    (close, finish(text, close).unwrap_or(close))
}

/// `\s*(?:#.*)?$`: nothing, a comment, or a line's end somewhere in the spaces.
fn finish(text: &str, from: usize) -> Option<usize> {
    let stop = skip_spaces(text, from);
    match text[stop..].chars().next() {
        None => Some(stop),
        Some('#') => Some(line_end(text, stop)),
        Some(_) => text[from..stop].rfind(ends_line).map(|offset| from + offset),
    }
}
