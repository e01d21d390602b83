//! Edits a dotenv file's text: everything else stays as it is, byte for byte.

use std::ops::Range;

use secrecy::ExposeSecret;

use super::javascript::{ends_line, is_space, line_end, next_line};
use super::lines::Lines;
use super::quote::quote;
use super::readers_agree::{check, damaged, readers_differ};
use super::statement::{Statement, statements};
use super::{Change, DamageKind};
use super::{heading, inspect};
use crate::{Code, Error, Place, Problem};

/// Where the values go.
#[derive(Clone, Copy, PartialEq)]
enum Placement {
    /// Where the variables stand already, and those that are new in our block.
    InPlace,
    /// All in our block, behind a comment that every reader understands.
    Block,
}

/// Sets and removes variables in a dotenv file's text. `path` is only for messages.
///
/// Comments, order, other variables, line ends, `export` and a missing last line break stay. A
/// variable that is there is changed where it stands, the last of duplicates, and the others go;
/// new ones are appended below a comment. The result is read again before it is given out, as
/// `@next/env`, dotenv and `node --env-file` would: it holds exactly what was wanted, and every
/// other variable is as it was. The same changes again change nothing.
///
/// # Errors
/// `file_not_written` for a value that has no spelling (see [`quote`]), a name that is none, and a
/// text too damaged to be edited safely, with the line.
///
/// ```
/// use skate_env_core::dotenv::{Change, edit};
///
/// let changes = [Change::set("B", "new")];
/// assert_eq!(edit(".env.local", "A=1 # first\nB=old\n", &changes)?, "A=1 # first\nB=new\n");
/// # Ok::<(), skate_env_core::Error>(())
/// ```
pub fn edit(path: &str, text: &str, changes: &[Change]) -> Result<String, Error> {
    let lines = Lines::of(text);
    let in_place = apply(path, &lines, changes, Placement::InPlace)?;
    if check(path, text, &in_place, changes).is_ok() {
        return Ok(in_place);
    }
    let moved = apply(path, &lines, changes, Placement::Block)?;
    check(path, text, &moved, changes)?;
    Ok(moved)
}

fn apply(
    path: &str,
    lines: &Lines<'_>,
    changes: &[Change],
    placement: Placement,
) -> Result<String, Error> {
    let text = lines.text();
    let known: Vec<_> = statements(text).collect();
    let mut splices: Vec<(Range<usize>, String)> = Vec::new();
    let mut new = Vec::new();
    for change in changes {
        check_name(&change.name)?;
        let mut ours: Vec<_> = known.iter().filter(|it| it.name == change.name).collect();
        if let Some(statement) = ours.iter().find(|it| swallows(it)) {
            return Err(swallowed(path, text, statement));
        }
        if let Some(value) = &change.value {
            let assignment = format!("{}={}", change.name, quote(value.expose_secret())?);
            match ours.pop_if(|_| placement == Placement::InPlace) {
                Some(last) => splices.push(replacement(text, last, &assignment)),
                None => new.push(assignment),
            }
        }
        splices.extend(ours.into_iter().map(|it| (whole_lines(text, it), String::new())));
    }
    if !new.is_empty() {
        splices.push(insertion(text, &known, &new));
    }
    splices.sort_by_key(|(range, _)| (range.start, range.end));
    lines.splice(&splices).ok_or_else(|| readers_differ(path))
}

fn check_name(name: &str) -> Result<(), Error> {
    let word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    if name.bytes().all(word) && name.starts_with(|first: char| !first.is_ascii_digit()) {
        return Ok(());
    }
    Err(Error::from_problem(Problem::new(
        Code::FileNotWritten,
        "A variable's name must consist of letters, digits and `_`.",
        "Correct the name of the variable in skate-env.toml.",
    )))
}

fn swallows(statement: &Statement<'_>) -> bool {
    inspect::statement(statement).contains(&DamageKind::LineSwallowed)
}

/// To a reader the next line is a part of the value; to its author it is a variable.
fn swallowed(path: &str, text: &str, statement: &Statement<'_>) -> Error {
    let line = text[..statement.start].matches('\n').count() + 1;
    let place = Place::new(path, u32::try_from(line).unwrap_or(u32::MAX));
    let name = Some(statement.name.to_owned());
    Error::from_problem(damaged(DamageKind::LineSwallowed, name, place))
}

/// What follows the value on its line stays, unless it is the value's own end, cut at a `#`.
fn replacement(text: &str, old: &Statement<'_>, assignment: &str) -> (Range<usize>, String) {
    let cut = inspect::statement(old).contains(&DamageKind::HashCut);
    let end = if cut {
        line_end(text, old.close)
    } else {
        old.start + text[old.start..old.close].trim_end_matches(is_space).len()
    };
    let prefix = &text[old.start..old.name_start()];
    let (start, export) = match prefix {
        "" => (old.start, ""),
        // An `export` lines above is hardly meant.
        prefix if prefix.contains(ends_line) => (old.name_start(), ""),
        _ => (old.start, "export "),
    };
    // A `#` behind quotes may touch them; behind a word it would look like a part of it.
    let gap = if text[end..].starts_with('#') { " " } else { "" };
    (start..end, format!("{export}{assignment}{gap}"))
}

/// The lines of an assignment, with the comment behind it and the last line break.
fn whole_lines(text: &str, statement: &Statement<'_>) -> Range<usize> {
    let indent = text[..statement.start].trim_end_matches([' ', '\t']);
    indent.len()..next_line(text, statement.close).unwrap_or(text.len())
}

/// At the end of our block; where there is none, a new one at the end of the text.
fn insertion(text: &str, known: &[Statement<'_>], new: &[String]) -> (Range<usize>, String) {
    let block = block_end(text, known);
    let place = block.unwrap_or(text.len());
    let before = text[..place].trim_start_matches('\u{feff}');
    let unfinished = !before.is_empty() && !before.ends_with('\n');
    let mut inserted = String::new();
    inserted.push_str(if unfinished { "\n" } else { "" });
    if block.is_none() {
        let apart = before.is_empty() || before.ends_with("\n\n");
        inserted.push_str(if apart { "" } else { "\n" });
        inserted.push_str(&heading::comment(None));
        inserted.push('\n');
    }
    inserted.push_str(&new.join("\n"));
    // A text that did not end in a line break does not do so afterwards.
    inserted.push_str(if unfinished { "" } else { "\n" });
    (place..place, inserted)
}

fn block_end(text: &str, known: &[Statement<'_>]) -> Option<usize> {
    let marker = heading::find(text, known)?;
    let next = |at: usize| text[at..].find('\n').map_or(text.len(), |offset| at + offset + 1);
    let mut end = next(marker);
    for statement in known.iter().filter(|it| it.start > marker) {
        if text.get(end..statement.start).is_none_or(|gap| gap.contains(|gap| gap != ' ')) {
            break;
        }
        end = next(statement.close);
    }
    Some(end)
}
