//! Finds signs in a statement's text that its value is not what the author wrote: a `#` that cuts,
//! a quote without its partner, a swallowed line.

use super::DamageKind;
use super::javascript::{is_space, is_word};
use super::statement::Statement;
use super::unquote::QUOTES;

pub(super) fn statement(statement: &Statement<'_>) -> Vec<DamageKind> {
    let signs = [
        (hash_cut(statement), DamageKind::HashCut),
        (quote_left(statement.raw), DamageKind::QuoteLeft),
        (line_swallowed(statement.assigned), DamageKind::LineSwallowed),
    ];
    signs.into_iter().filter_map(|(found, kind)| found.then_some(kind)).collect()
}

/// A `#` with no space around it is rather a character of a password than a comment.
fn hash_cut(statement: &Statement<'_>) -> bool {
    let Some(comment) = statement.rest.strip_prefix('#') else { return false };
    let quoted =
        QUOTES.iter().any(|quote| is_enclosed(statement.raw.trim_matches(is_space), *quote));
    let apart = statement.raw.ends_with(is_space) || comment.starts_with([' ', '\t']);
    !quoted && !apart
}

/// A quote at one end that is missing at the other.
fn quote_left(raw: &str) -> bool {
    let raw = raw.trim_matches(is_space);
    QUOTES.iter().any(|quote| {
        let opened = raw.starts_with(*quote) && !is_enclosed(raw, *quote);
        let closed = raw.ends_with(*quote) && raw.matches(*quote).count() == 1;
        opened || closed
    })
}

fn is_enclosed(raw: &str, quote: char) -> bool {
    raw.len() > 1 && raw.starts_with(quote) && raw.ends_with(quote)
}

/// A value that goes on over a line which reads like an assignment of its own.
fn line_swallowed(assigned: &str) -> bool {
    assigned.split('\n').skip(1).any(|line| {
        let line = line.trim_start_matches(is_space);
        let line = line.strip_prefix("export ").unwrap_or(line);
        let Some((name, value)) = line.split_once('=') else { return false };
        let named = name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
            && name.chars().all(is_word);
        // The last line of a key in base64 ends in `=` or `==`.
        named && !value.is_empty() && !value.starts_with('=')
    })
}
