//! Quotes a value so that every dotenv reader reads it back.
//!
//! No two readers agree on escapes: Next.js alone takes `\$` for a dollar sign, double quotes turn
//! `\n` into a line break, and no reader escapes a quote. So nothing is escaped: of four spellings
//! the first is taken in which every reader finds the value as it stands, and there may be none.

use super::expand::is_inert;
use super::javascript::{ends_line, is_space};
use super::unquote::QUOTES;
use crate::{Code, Error, Problem};

/// The text that `@next/env`, dotenv and `node --env-file` all read back as exactly this value.
///
/// Plain words stay bare; whatever a shell would touch is quoted, so that `source` works too.
///
/// # Errors
/// `file_not_written` where no text is read alike: line breaks, NUL, `\$`, a `$` before a name,
/// or all three quotes in one value. (A URL can always be written: percent-encode those.)
///
/// ```
/// use skate_env_core::dotenv::quote;
///
/// assert_eq!(quote("staging")?, "staging");
/// assert_eq!(quote("p#ss word")?, "\"p#ss word\"");
/// assert!(quote("pa$word").is_err()); // Next.js would expand it, whatever the quotes
/// # Ok::<(), skate_env_core::Error>(())
/// ```
pub fn quote(value: &str) -> Result<String, Error> {
    spell(value).ok_or_else(|| {
        Error::from_problem(Problem::new(
            Code::FileNotWritten,
            "The value holds what dotenv readers do not read alike: a line break, a `$` before a \
             name, `\\$`, or every kind of quote.",
            "Percent-encode it if it is a URL (`%24` for $), or choose a value without them.",
        ))
    })
}

fn spell(value: &str) -> Option<String> {
    if value.contains(['\n', '\r', '\0']) || !is_inert(value) {
        return None;
    }
    if is_word(value) {
        return Some(value.to_owned());
    }
    match ['"', '\'', '`'].into_iter().find(|quote| fits(value, *quote)) {
        Some(quote) => Some(format!("{quote}{value}{quote}")),
        None => stands_bare(value).then(|| value.to_owned()),
    }
}

/// Whether neither a reader nor a shell sees more in the value than its characters.
fn is_word(value: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.:/@%+,=".contains(&byte);
    !value.is_empty() && value.bytes().all(plain)
}

/// The backslash at the end would escape the quote, for dotenv and depending on what follows.
fn fits(value: &str, quote: char) -> bool {
    let expands = quote == '"' && (value.contains("\\n") || value.contains("\\r"));
    !value.contains(quote) && !value.ends_with('\\') && !expands
}

fn stands_bare(value: &str) -> bool {
    let framed = value.starts_with(QUOTES) || value.trim_matches(is_space) != value;
    !value.is_empty() && !framed && !value.contains('#') && !value.contains(ends_line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_value_has_the_plainest_spelling_that_all_read() {
        let rows = [
            ("", "\"\""),
            ("development", "development"),
            ("postgresql://u:p%24@h:5432/d", "postgresql://u:p%24@h:5432/d"),
            ("postgresql://u@h/d?a=b&c=d", "\"postgresql://u@h/d?a=b&c=d\""),
            (" space ", "\" space \""),
            ("p#ss", "\"p#ss\""),
            ("say \"hi\"", "'say \"hi\"'"),
            ("it's \"x\"", "`it's \"x\"`"),
            ("a\\nb", "'a\\nb'"),
            ("ends in \\", "ends in \\"),
            ("100$", "\"100$\""),
            ("$a $", "\"$a $\""),
            ("\u{e9}\u{1f418}", "\"\u{e9}\u{1f418}\""),
            ("x'\"`", "x'\"`"),
        ];
        for (value, text) in rows {
            assert_eq!(quote(value).as_deref(), Ok(text), "{value:?}");
        }
        for value in ["pa$word", "${A}", "a\\$", "a\nb", "a\rb", "a\0b", "#'\"`", "'\"`", " '\"`"] {
            let error = quote(value).unwrap_err();
            assert_eq!(error.code(), Code::FileNotWritten, "{value:?}");
            assert!(!error.to_string().contains(value), "{value:?}");
        }
    }
}
