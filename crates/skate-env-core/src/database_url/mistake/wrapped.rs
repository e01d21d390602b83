//! A connection string with something around it: quotes, a command, a name, brackets.

use super::{
    CURLY_QUOTES, PLAIN_QUOTES, Shape, Text,
    inside::{has_invisible, has_look_alike},
    is_quote,
};

const KEEP_THE_URL: &str =
    "Keep only what starts with `postgresql://` (or `postgres://`), without quotes.";

pub(super) const SHAPES: &[Shape] = &[
    Shape {
        fits: |text| {
            text.around.is_some_and(|(_, body)| {
                body.contains("postgresql://") || body.contains("postgres://")
            })
        },
        what: "holds two connection strings",
        hint: "Keep one of them.",
    },
    Shape {
        fits: |text| ["\\n", "\\r", "\\t"].iter().any(|escape| text.inner.ends_with(escape)),
        what: "ends in a backslash and a letter (`\\n`), which stand for a line break",
        hint: "Remove the `\\n` or `\\r` at its end, and the quotes, if it has any.",
    },
    Shape {
        fits: |text| text.raw.starts_with('\u{feff}'),
        what: "starts with a byte order mark",
        hint: "Save the file as UTF-8 without a byte order mark, or copy the value again.",
    },
    Shape {
        fits: |text| {
            text.around.is_some_and(|(before, _)| {
                is_word_of(before, "psql") || is_word_of(before, "pg_dump")
            })
        },
        what: "is a `psql` command, not only its connection string",
        hint: KEEP_THE_URL,
    },
    Shape {
        fits: |text| {
            text.around.is_some_and(|(before, _)| {
                before.trim_end().trim_end_matches(is_quote).trim_end().ends_with(['=', ':'])
                    && !before.contains("jdbc:")
                    && before != "file:"
            })
        },
        what: "starts with a variable's name (`NAME=…`)",
        hint: KEEP_THE_URL,
    },
    Shape {
        fits: |text| {
            text.around.is_some_and(|(before, body)| {
                !before.is_empty() && before.trim().is_empty()
                    || body.ends_with(char::is_whitespace)
            }) && !has_inner_space(text)
        },
        what: "starts or ends with a space or a line break",
        hint: "Remove the space or line break (also `\\n` in double quotes) at the start or end of the value.",
    },
    Shape {
        fits: |text| ends_in(text, &CURLY_QUOTES),
        what: "stands in typographic quotes",
        hint: "Remove the quotes, which a word processor or a chat had put around it.",
    },
    Shape {
        fits: |text| ends_in(text, &PLAIN_QUOTES),
        what: "has a quote left at its start or end",
        hint: "Remove the quotes, and what stands outside of them.",
    },
    Shape {
        fits: |text| text.around.is_some_and(|(before, _)| before.ends_with(['<', '(', '['])),
        what: "stands in brackets",
        hint: "Remove the brackets: keep what starts with `postgresql://`, up to the database or its parameters.",
    },
    Shape {
        fits: |text| {
            text.around.is_some_and(|(before, _)| {
                before.ends_with(char::is_whitespace) && !before.contains("://")
            })
        },
        what: "holds other text before its connection string",
        hint: KEEP_THE_URL,
    },
    Shape {
        fits: |text| has_invisible(text.raw),
        what: "holds a character that cannot be seen",
        hint: "Type it anew instead of copying it, or copy it as plain text.",
    },
    Shape {
        fits: has_look_alike,
        what: "holds a character that only looks like one of ASCII",
        hint: "Type it anew: word processors and chats replace quotes, dashes, colons and slashes.",
    },
];

/// Whether the command in front of a URL is this one.
fn is_word_of(before: &str, command: &str) -> bool {
    before.split(|c: char| c.is_whitespace() || is_quote(c) || c == '/').any(|word| word == command)
}

fn ends_in(text: &Text<'_>, quotes: &[char]) -> bool {
    text.raw.trim().starts_with(quotes) || text.raw.trim().ends_with(quotes)
}

fn has_inner_space(text: &Text<'_>) -> bool {
    text.inner.contains(char::is_whitespace)
}
