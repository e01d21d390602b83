//! The comment above the lines that skate-env writes, and the branch that it names.

use super::javascript::line_end;
use super::lines::Lines;
use super::statement::{Statement, statements};
use super::{Change, readers_agree::check};

/// How the line above our own starts: found again, and the block is used again.
const MARKER: &str = "# skate-env:";

/// The `=` is not for people: after a line it does not understand, `node --env-file` of Node.js 20
/// takes everything up to the next `=` for a name. Here it finds one, and our names stay whole.
const START: &str = "# skate-env: NAME=value lines that it keeps";
const END: &str = "; everything else here is yours";

/// What the comment says of the branch to which the lines below it lead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Heading {
    /// As before.
    Kept,
    /// No branch is named.
    Plain,
    /// This one.
    Branch(String),
}

/// The branch that the comment in a file names, for people and for who compares it with git's.
#[must_use]
pub fn branch_named(text: &str) -> Option<&str> {
    let comments = text.lines().filter_map(|line| line.trim().strip_prefix(MARKER));
    comments.into_iter().find_map(|comment| {
        let (_, rest) = comment.split_once("branch ")?;
        let rest = rest.trim_start_matches('`');
        let name = &rest[..rest.find(|letter| !is_plain(letter)).unwrap_or(rest.len())];
        Some(name.trim_end_matches('.')).filter(|name| !name.is_empty())
    })
}

/// The comment of a new block.
pub(super) fn comment(branch: Option<&str>) -> String {
    let branch = branch.map(|name| format!(", of branch {name}")).unwrap_or_default();
    format!("{START}{branch}{END}")
}

/// Where the comment starts, whatever it says.
pub(super) fn find(text: &str, known: &[Statement<'_>]) -> Option<usize> {
    let starts_line =
        |at: usize| matches!(&text[..at], "" | "\u{feff}") || text[..at].ends_with('\n');
    let inside = |at: usize| known.iter().any(|it| (it.start..it.close).contains(&at));
    let mut found = text.match_indices(MARKER).map(|(at, _)| at);
    found.find(|at| starts_line(*at) && !inside(*at))
}

/// A text that holds the changes, with the comment as it is wanted. It is a courtesy: where it
/// could change what some reader finds, or where somebody has put it in words of his own, the text
/// stays as it is.
pub(crate) fn with_heading(
    path: &str,
    text: &str,
    changes: &[Change],
    heading: &Heading,
) -> String {
    let wanted = match heading {
        Heading::Kept => None,
        Heading::Plain => place(text, changes, None),
        Heading::Branch(name) => {
            let is_safe = name.chars().all(is_plain) && !name.ends_with('.');
            place(text, changes, is_safe.then_some(name.as_str()))
        }
    };
    let safe = wanted.filter(|new| check(path, text, new, changes).is_ok());
    safe.unwrap_or_else(|| text.to_owned())
}

fn place(text: &str, changes: &[Change], branch: Option<&str>) -> Option<String> {
    let lines = Lines::of(text);
    let text = lines.text();
    let known: Vec<_> = statements(text).collect();
    let splice = if let Some(start) = find(text, &known) {
        let end = line_end(text, start);
        text[start..end].starts_with(START).then(|| (start..end, comment(branch)))?
    } else {
        let is_set = |it: &&Statement<'_>| {
            changes.iter().any(|change| change.name == it.name && change.value.is_some())
        };
        let first = known.iter().find(is_set)?;
        let start = text[..first.start].rfind('\n').map_or(0, |at| at + 1);
        (start..start, format!("{}\n", comment(Some(branch?))))
    };
    lines.splice(&[splice])
}

/// What needs no quotes in any reader, and ends where the words around it begin.
fn is_plain(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '/' | '-' | '_' | '.')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dotenv::edit;

    fn written(text: &str, heading: &Heading) -> String {
        let changes = [Change::set("A", "1"), Change::set("B", "2")];
        let edited = edit(".env.local", text, &changes).unwrap();
        let text = with_heading(".env.local", &edited, &changes, heading);
        assert_eq!(with_heading(".env.local", &text, &changes, heading), text, "not idempotent");
        text
    }

    fn of(name: &str) -> Heading {
        Heading::Branch(name.to_owned())
    }

    #[test]
    fn what_is_written_is_read() {
        let mut text = String::new();
        for name in ["feature/x", "preview/pr-7", "dev-ada", "v1.2_b", "main"] {
            text = written(&text, &of(name));
            assert_eq!(branch_named(&text), Some(name), "{text}");
            assert_eq!(text.matches(MARKER).count(), 1, "{text}");
        }
        assert_eq!(written(&text, &Heading::Kept), text);
        assert_eq!(branch_named(&written(&text, &Heading::Plain)), None);
        assert_eq!(written("", &of("a")).lines().next(), Some(&*comment(Some("a"))));
    }

    #[test]
    fn somebodys_own_words_and_lines_stay() {
        let own = "# skate-env: branch `main`, yours to change\nA=1\nB=2\n";
        assert_eq!(written(own, &of("feature/x")), own);
        assert_eq!(branch_named(own), Some("main"));
        let named = format!("X=1\r\n{}\r\nA=1\r\nB=2\r\n", comment(Some("feature/x")));
        assert_eq!(written("X=1\r\nA=0\r\nB=0\r\n", &of("feature/x")), named);
        assert_eq!(written("A=1\nB=2\n", &Heading::Plain), "A=1\nB=2\n");
    }

    #[test]
    fn a_name_that_a_reader_could_take_for_more_is_left_out() {
        for name in ["a=b", "it's", "a b", "a#b", "$A", "a\nC=3", "ends.", "ä"] {
            let text = written("", &of(name));
            assert_eq!(text, format!("{}\nA=1\nB=2\n", comment(None)), "{name:?}");
            assert_eq!(branch_named(&text), None);
        }
    }
}
