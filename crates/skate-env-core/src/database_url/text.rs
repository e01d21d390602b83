//! Checks the text of a URL: quotes, spaces, escapes, references that were not expanded.

use std::borrow::Cow;

use super::{UrlError, mistake::has_invisible, url_error::ENCODE_LOGIN};

const COPY_AGAIN: &str = "Copy the connection string again, without quotes, spaces or line breaks.";

/// Whether the text is nothing but characters that mean the same to every reader. Nearly every
/// URL is, and needs neither the checks below nor a second opinion.
pub(super) fn is_plain(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b":/@-_?=&.".contains(&byte);
    // `/.` may start a dot segment, which WHATWG readers resolve.
    text.bytes().all(plain) && !text.contains("/.")
}

pub(super) fn check(text: &str) -> Result<(), UrlError> {
    check_frame(text)?;
    if text.contains("${") || text.contains("$(") {
        return Err(UrlError::invalid(
            "still holds a variable reference that nothing expanded",
            "Write the connection string out; only Next.js expands `$NAME` in dotenv files.",
        ));
    }
    if text.contains('\\') {
        return Err(UrlError::invalid("holds a backslash", "Write a backslash as `%5C`."));
    }
    if text.contains('#') {
        return Err(UrlError::invalid("holds an unescaped #", ENCODE_LOGIN));
    }
    check_escapes(text)
}

/// A SQLite path may hold what a URL may not, but no line breaks, and never nothing.
pub(super) fn check_sqlite(text: &str) -> Result<(), UrlError> {
    check_frame(text)?;
    match text.strip_prefix("file:") {
        Some("" | "//") | None => {
            Err(UrlError::invalid("names no SQLite file", "Write `file:./dev.db`."))
        }
        Some(path) if path.contains('@') || path.contains("://") => {
            Err(UrlError::invalid("is a URL behind `file:`", "Remove the `file:`."))
        }
        Some(_) => Ok(()),
    }
}

fn check_frame(text: &str) -> Result<(), UrlError> {
    if text.starts_with('\u{feff}') {
        return Err(UrlError::invalid("starts with a byte order mark", COPY_AGAIN));
    }
    if text.starts_with(QUOTES) || text.ends_with(QUOTES) {
        return Err(UrlError::invalid("has a quote left at its start or end", COPY_AGAIN));
    }
    if has_invisible(text) {
        // Some readers of hosts leave it out, some do not.
        return Err(UrlError::ambiguous("holds a character that cannot be seen", COPY_AGAIN));
    }
    let odd = |c: char| c.is_whitespace() || c.is_control();
    if let Some(position) = text.chars().position(odd) {
        let what = format!("holds a space or a control character at position {}", position + 1);
        return Err(UrlError::invalid(what, COPY_AGAIN));
    }
    Ok(())
}

const QUOTES: [char; 3] = ['"', '\'', '`'];

fn check_escapes(text: &str) -> Result<(), UrlError> {
    let bytes = text.as_bytes();
    for (index, _) in text.match_indices('%') {
        match bytes.get(index + 1..index + 3) {
            Some(b"00") => {
                return Err(UrlError::invalid("holds a NUL byte (%00)", "Remove the `%00`."));
            }
            Some(digits) if digits.iter().all(u8::is_ascii_hexdigit) => {}
            _ => {
                let position = text[..index].chars().count() + 1;
                let what = format!("holds a % at position {position} that starts no escape");
                return Err(UrlError::invalid(what, "Write a % in user or password as `%25`."));
            }
        }
    }
    Ok(())
}

/// Percent-decodes; drivers do not agree on bytes that are no UTF-8.
pub(crate) fn decode(text: &str) -> Result<Cow<'_, str>, UrlError> {
    if !text.contains('%') {
        return Ok(Cow::Borrowed(text));
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let escaped = (first == b'%').then(|| tail.first_chunk().copied().and_then(hex)).flatten();
        bytes.push(escaped.unwrap_or(first));
        rest = if escaped.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8(bytes)
        .map(Cow::Owned)
        .map_err(|_| UrlError::invalid("holds escapes that are no UTF-8 text", ENCODE_LOGIN))
}

fn hex(digits: [u8; 2]) -> Option<u8> {
    let text = str::from_utf8(&digits).ok()?;
    u8::from_str_radix(text, 16).ok()
}
