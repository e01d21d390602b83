//! Appends lines to a text, with its own line ends.

/// The text with more lines at its end, after an empty line if `apart`.
pub(super) fn append(old: &str, lines: &[&str], apart: bool) -> String {
    let end = line_end(old);
    let mut text = old.to_owned();
    if !text.is_empty() && !text.ends_with('\n') {
        text.push_str(end);
    }
    if apart && !text.is_empty() {
        text.push_str(end);
    }
    for line in lines {
        text.push_str(line);
        text.push_str(end);
    }
    text
}

pub(super) fn line_end(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}
