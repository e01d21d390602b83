//! A URL of PostgreSQL that is damaged within: escapes, look-alikes, a cut, a template.

use super::{Shape, Text};
use crate::database_url::url_error::ENCODE_LOGIN;

pub(super) const SHAPES: &[Shape] = &[
    Shape {
        fits: |text| {
            text.raw.contains("\\u0026") || text.raw.contains("\\u003d") || text.raw.contains("\\/")
        },
        what: "holds escapes of JSON",
        hint: "Write `&` for `\\u0026`, `=` for `\\u003d` and `/` for `\\/`.",
    },
    Shape {
        fits: |text| text.raw.contains("&amp;"),
        what: "holds `&amp;`, as HTML writes &",
        hint: "Write `&` in its place.",
    },
    Shape {
        fits: has_shell_escape,
        what: "holds a backslash that was to protect a character",
        hint: "Remove the backslash, and percent-encode the character behind it: `%24` for $, `%23` for #, \
               `%40` for @, `%21` for !, `%26` for &, `%25` for %.",
    },
    Shape {
        fits: |text| text.raw.contains("${") || text.raw.contains("$(") || text.raw.contains("{{"),
        what: "still holds a variable reference that nothing expanded",
        hint: "Write the value in its place: not every reader of dotenv files expands `$NAME`.",
    },
    Shape {
        fits: |text| {
            text.body().is_some()
                && text.inner.contains(char::is_whitespace)
                && !text.inner.contains(['\n', '\r'])
        },
        what: "holds a space",
        hint: "Remove the space; one that belongs to the password is `%20`.",
    },
    Shape {
        fits: |text| text.body().is_some() && text.inner.contains(['\n', '\r']),
        what: "holds a line break in its middle",
        hint: "Write it on one line.",
    },
    Shape {
        fits: is_cut,
        what: "ends within its password: neither @ nor host follows",
        hint: "Write a # of the password as `%23` and a $ as `%24`: dotenv files cut or replace them.",
    },
    Shape {
        fits: has_raw_delimiter,
        what: "holds a character in user or password that must be encoded",
        hint: ENCODE_LOGIN,
    },
    Shape {
        fits: |text| text.body().is_some() && text.raw.ends_with([';', ',']),
        what: "ends in a mark that belongs to the line it was copied from",
        hint: "Remove the `;` or `,` at its end.",
    },
];

/// What people write where a value is to come: `your-…`, `CHANGE_ME`, `<…>`, `xxx`.
pub(super) fn is_placeholder_word(text: &str) -> bool {
    const WORDS: [&str; 11] = [
        "your",
        "changeme",
        "change",
        "replace",
        "insert",
        "placeholder",
        "todo",
        "fixme",
        "dummy",
        "here",
        "example",
    ];
    let framed = (text.starts_with('<') && text.ends_with('>'))
        || (text.starts_with('[') && text.ends_with(']'));
    let words = text.split(|c: char| !c.is_alphanumeric());
    let is_word = |word: &str| {
        WORDS.iter().any(|known| word.eq_ignore_ascii_case(known))
            || (word.len() > 2 && word.bytes().all(|byte| byte.eq_ignore_ascii_case(&b'x')))
    };
    framed || words.into_iter().any(is_word) || text.chars().all(|c| matches!(c, '.' | '…'))
}

/// Parts in brackets or dots: `[user]`, `<host>`, `{password}`, `PORT`, `…`.
pub(super) fn is_template(text: &Text<'_>) -> bool {
    let Some(body) = text.body() else { return false };
    let frames = [('<', '>'), ('[', ']'), ('{', '}')];
    let (authority, path) = body.split_once(['/', '?']).unwrap_or((body, ""));
    let is_framed = |part: &str| {
        frames.iter().any(|(open, close)| part.starts_with(*open) && part.ends_with(*close))
            && part.chars().any(char::is_alphabetic)
            && !part.contains("::")
    };
    let mut parts = authority.split(['@', ':']);
    parts.any(is_framed)
        || is_framed(path.split('?').next().unwrap_or_default())
        || body.chars().all(|c| matches!(c, '.' | '…'))
        || authority.to_ascii_uppercase().ends_with(":PORT")
}

/// `\$`, `\@`: what a shell or a double-quoted string would take away.
fn has_shell_escape(text: &Text<'_>) -> bool {
    let behind = text.raw.split('\\').skip(1);
    text.body().is_some()
        && behind
            .into_iter()
            .any(|rest| rest.starts_with(['$', '@', '#', '!', '&', '%', '=', '?', ':', '"', '\'']))
}

/// Zero-width characters, soft hyphens, direction marks.
pub(in crate::database_url) fn has_invisible(text: &str) -> bool {
    let invisible = |c: char| matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}');
    !text.is_ascii() && text.contains(invisible)
}

/// Full-width forms, dashes, slashes and colons of other scripts; Cyrillic and Greek letters in a
/// scheme or host. In a password any letter may be meant.
pub(super) fn has_look_alike(text: &Text<'_>) -> bool {
    let mark = |c: char| {
        matches!(c, '\u{ff01}'..='\u{ff5e}' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2044}' | '\u{2215}' | '\u{2236}' | '\u{a789}' | '\u{fe55}' | '\u{fe6b}')
            || super::CURLY_QUOTES.contains(&c)
    };
    let letter = |c: char| matches!(c, '\u{370}'..='\u{3ff}' | '\u{400}'..='\u{4ff}');
    let begins = text.inner.chars().take("postgresql://".len()).any(letter);
    let host = text.body().and_then(|body| body.split(['/', '?']).next()?.rsplit('@').next());
    text.inner.contains(mark) || begins || host.is_some_and(|host| host.contains(letter))
}

/// `postgresql://app:pa`: a user and the start of a password.
fn is_cut(text: &Text<'_>) -> bool {
    let Some(body) = text.body() else { return false };
    let Some((user, rest)) = body.split_once(':') else { return false };
    let is_host = user.contains('.') || user == "localhost" || user.starts_with('[');
    !body.contains(['@', '/', '?']) && !user.is_empty() && !is_host && !rest.is_empty()
}

/// `[`, `]`, `{`, `}`, `<`, `>`, `^`, `|`, `"` and a `:` too many before the @.
fn has_raw_delimiter(text: &Text<'_>) -> bool {
    let Some(body) = text.body() else { return false };
    let Some((userinfo, _)) = body.rsplit_once('@') else { return false };
    userinfo.contains(['[', ']', '{', '}', '<', '>', '^', '|', '"'])
}
