//! The rules of JavaScript's regular expressions that dotenv leans on. They are not Rust's: `\s`
//! counts U+FEFF and not U+0085, and a line also ends at U+2028.

/// `\s`
pub(super) fn is_space(character: char) -> bool {
    matches!(
        character,
        '\t'..='\r' | ' ' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{2028}'
            | '\u{2029}' | '\u{202f}' | '\u{205f}' | '\u{3000}' | '\u{feff}'
    )
}

/// `\w`
pub(super) fn is_word(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '_'
}

/// What `$` stands before and `^` after, with the flag `m`.
pub(super) fn ends_line(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\u{2028}' | '\u{2029}')
}

/// The first place at or after `from` that holds no `\s`.
pub(super) fn skip_spaces(text: &str, from: usize) -> usize {
    let rest = &text[from..];
    text.len() - rest.trim_start_matches(is_space).len()
}

/// The end of the line that holds `from`.
pub(super) fn line_end(text: &str, from: usize) -> usize {
    text[from..].find(ends_line).map_or(text.len(), |offset| from + offset)
}

/// The first place after `from` where a line starts.
pub(super) fn next_line(text: &str, from: usize) -> Option<usize> {
    let end = line_end(text, from);
    text[end..].chars().next().map(|terminator| end + terminator.len_utf8())
}

/// The number that a name is to JavaScript. `for … in` lists such names first, in their order.
pub(super) fn array_index(name: &str) -> Option<u32> {
    let index: u32 = name.parse().ok()?;
    (index < u32::MAX && index.to_string() == name).then_some(index)
}
