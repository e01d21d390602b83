//! Whether a command said what the document says.

use anyhow::{Result, bail};

const ANYTHING: &str = "…";

/// What a screen shows in the end: without colours, and of a line that was written over only the
/// last.
pub(super) fn plain(said: &str) -> String {
    let mut text = String::new();
    for line in said.replace("\r\n", "\n").lines() {
        let shown = line.rsplit('\r').next().unwrap_or(line);
        text.push_str(without_controls(shown).trim_end());
        text.push('\n');
    }
    text
}

fn without_controls(line: &str) -> String {
    let mut parts = line.split('\u{1b}');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let ends = |letter: char| letter.is_ascii_alphabetic();
        plain.push_str(part.find(ends).map_or("", |at| &part[at + 1..]));
    }
    plain
}

/// Each expected line, one below the other; where a line is `…`, others may be between. Steps on a
/// terminal say how long they took, and that is left out.
pub(super) fn meets(expected: &[String], said: &str) -> Result<()> {
    let mut said = said.lines().map(without_time).filter(|line| !line.is_empty());
    let mut between = false;
    for wanted in expected.iter().map(|line| line.trim_end()).filter(|line| !line.is_empty()) {
        if wanted == ANYTHING {
            between = true;
            continue;
        }
        let found = if between {
            said.by_ref().any(|line| matches(wanted, line))
        } else {
            said.next().is_some_and(|line| matches(wanted, line))
        };
        if !found {
            bail!("it did not say, in its place: {wanted}");
        }
        between = false;
    }
    match said.next() {
        Some(line) if !between && !expected.is_empty() => bail!("it also said: {line}"),
        _ => Ok(()),
    }
}

fn matches(wanted: &str, line: &str) -> bool {
    let Some((first, others)) = wanted.split_once(ANYTHING) else { return wanted == line };
    let Some(mut rest) = line.strip_prefix(first) else { return false };
    let (middle, last) = others.rsplit_once(ANYTHING).unwrap_or(("", others));
    for part in middle.split(ANYTHING) {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last)
}

/// `Creating … (1.2 s)`.
fn without_time(line: &str) -> &str {
    let time = line.strip_suffix(" s)").and_then(|line| line.rsplit_once(" ("));
    match time {
        Some((line, time)) if time.parse::<f64>().is_ok() => line,
        _ => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn met(expected: &str, said: &str) -> bool {
        let expected: Vec<_> = expected.lines().map(str::to_owned).collect();
        meets(&expected, said).is_ok()
    }

    #[test]
    fn lines_stand_in_their_order_and_ellipses_for_what_differs() {
        assert!(met("a\nc", "a\nc\n") && met("", "whatever") && met("a\n…\nc", "a\nb\nb\nc\n"));
        assert!(met("…\nc\n…", "b\nc\nd\n") && met("a\n\nc", "\na\nc\n"));
        assert!(!met("a\nc", "a\nb\nc\n"), "something between");
        assert!(!met("a", "a\nb\n"), "something after");
        assert!(!met("…\nc\n…\na", "a\nc\n"), "another order");
        assert!(!met("…\nx\n…", "a\n") && !met("a", ""));
        assert!(met("host …:… b", "host a:1 b") && !met("host … b", "host a c"));
        assert!(met("a…", "a (1.2 s)") && met("Made `a`", "Made `a` (1.2 s)"));
        assert!(!met("aXa…", "aX") && !met("ab…ba", "aba"), "nothing counts twice");
    }

    #[test]
    fn a_screen_is_read_as_it_looks_in_the_end() {
        let said = "\r\u{1b}[2m⠋\u{1b}[0m Making (1 s)\r\u{1b}[2KMade\u{1b}[2m (1.3 s)\u{1b}[0m\r\n\u{1b}[32mok\u{1b}[0m\r\n";
        assert_eq!(plain(said), "Made (1.3 s)\nok\n");
    }
}
