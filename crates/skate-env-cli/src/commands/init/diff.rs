//! The changes as a unified diff, with URLs redacted.

use std::fmt::Write as _;

use similar::{ChangeTag, TextDiff};

use super::file_change::FileChange;
use crate::output::{BAD, DIM, GOOD, Styled};

/// The diff of every file that would be written, with styles.
pub(super) fn diff(changes: &[FileChange]) -> String {
    let mut page = String::new();
    for change in changes {
        let Some(new) = change.new_text() else { continue };
        let old = change.old.as_deref().unwrap_or_default();
        let from =
            change.old.as_ref().map_or("/dev/null".to_owned(), |_| format!("a/{}", change.path));
        // Writing to a string cannot fail.
        let _ = writeln!(
            page,
            "{}\n{}",
            Styled(DIM, format!("--- {from}")),
            Styled(DIM, format!("+++ b/{}", change.path))
        );
        let difference = TextDiff::from_lines(old, new);
        for hunk in difference.unified_diff().context_radius(2).iter_hunks() {
            let _ = writeln!(page, "{}", Styled(DIM, hunk.header()));
            for change in hunk.iter_changes() {
                let line = redacted(change.value().trim_end_matches(['\r', '\n']));
                let _ = match change.tag() {
                    ChangeTag::Delete => writeln!(page, "{}", Styled(BAD, format!("-{line}"))),
                    ChangeTag::Insert => writeln!(page, "{}", Styled(GOOD, format!("+{line}"))),
                    ChangeTag::Equal => writeln!(page, " {line}"),
                };
            }
        }
    }
    page
}

/// A file may hold a URL, and the URL a password.
fn redacted(line: &str) -> String {
    let mut shown = String::new();
    let mut rest = line;
    while let Some(at) = rest.find("://") {
        let (before, after) = rest.split_at(at + 3);
        let end =
            after.find(|c: char| c.is_whitespace() || "\"'`<>".contains(c)).unwrap_or(after.len());
        let scheme = before[..at].rsplit(|c: char| !c.is_ascii_alphanumeric() && c != '+').next();
        let plain = matches!(scheme, Some("http" | "https")) && !after[..end].contains('@');
        shown.push_str(before);
        shown.push_str(if plain { &after[..end] } else { "***" });
        rest = &after[end..];
    }
    shown + rest
}

#[cfg(test)]
mod tests {
    use super::redacted;

    #[test]
    fn no_url_with_a_secret_is_shown() {
        for (line, shown) in [
            ("url = \"postgres://a:canary@h/d\" // x", "url = \"postgres://***\" // x"),
            ("A=postgresql://h/d?password=canary B=1", "A=postgresql://*** B=1"),
            ("'https://u:canary@h/' 'https://x.test/a'", "'https://***' 'https://x.test/a'"),
            ("prisma://x?api_key=canary", "prisma://***"),
            ("nothing", "nothing"),
        ] {
            assert_eq!(redacted(line), shown);
        }
    }
}
