//! Next.js's fork of dotenv-expand: replaces the last `$NAME` of a value until none is left.
//!
//! Its oddities decide which database an application gets, so they are kept: the replaced text is
//! the first of its kind in the value, not the one that was found; the replacement is a JavaScript
//! pattern (`$&`, `$$`); a default counts before a variable of the same file; quotes mean nothing.

use super::javascript::is_word;

/// Next.js overflows its stack at about 9,000; a value that refers to itself ends here too.
const REPLACEMENTS: usize = 20_000;

/// How much text the replacements of one file may write.
const BYTES: usize = 16 << 20;

/// The value grows without end: Next.js does not load such a file.
#[derive(Debug)]
pub(super) struct Endless;

pub(super) struct Expanded {
    pub(super) value: String,
    /// A reference without a default led to nothing, and its text is gone.
    pub(super) lost: bool,
}

struct Reference<'value> {
    text: &'value str,
    name: &'value str,
    default: Option<&'value str>,
}

/// What one file may still spend.
pub(super) struct Budget(usize);

impl Budget {
    pub(super) fn of_one_file() -> Self {
        Self(BYTES)
    }

    fn spend(&mut self, bytes: usize) -> Result<(), Endless> {
        self.0 = self.0.checked_sub(bytes).ok_or(Endless)?;
        Ok(())
    }
}

/// `process` comes before a reference's default, `file` after it; an empty value counts nowhere.
pub(super) fn expand(
    value: &str,
    process: &dyn Fn(&str) -> Option<String>,
    file: &dyn Fn(&str) -> Option<String>,
    budget: &mut Budget,
) -> Result<Expanded, Endless> {
    let mut value = value.to_owned();
    let mut lost = false;
    let mut replacements = 0;
    while let Some(reference) = last_reference(&value) {
        replacements += 1;
        if replacements > REPLACEMENTS {
            return Err(Endless);
        }
        let (of_process, of_file) = (process(reference.name), file(reference.name));
        // An empty value is somebody's word; a name that nobody set is rather a part of a password.
        lost |= reference.default.is_none() && of_process.is_none() && of_file.is_none();
        let found = filled(of_process)
            .or_else(|| filled(reference.default.map(str::to_owned)))
            .or_else(|| filled(of_file))
            .unwrap_or_default();
        value = replace(&value, reference.text, &found, budget)?;
    }
    Ok(Expanded { value: value.replace("\\$", "$"), lost })
}

/// Whether the value stays as it is, whatever variables there are.
pub(super) fn is_inert(value: &str) -> bool {
    !value.contains("\\$") && last_reference(value).is_none()
}

fn filled(value: Option<String>) -> Option<String> {
    value.filter(|value| !value.is_empty())
}

/// The last `$` without a backslash. When no name follows, the value is left as it is, whatever
/// stands before.
fn last_reference(value: &str) -> Option<Reference<'_>> {
    let escaped = |place: usize| value[..place].ends_with('\\');
    let (start, _) = value.rmatch_indices('$').find(|(place, _)| !escaped(*place))?;
    let rest = &value[start + 1..];
    let rest = rest.strip_prefix('{').unwrap_or(rest);
    let (name, rest) = rest.split_at(rest.find(|next| !is_word(next)).unwrap_or(rest.len()));
    if name.is_empty() {
        return None;
    }
    let (default, rest) = match rest.strip_prefix(":-") {
        Some(rest) => {
            let (default, rest) = rest.split_at(rest.find(['}', '\\']).unwrap_or(rest.len()));
            (Some(default), rest)
        }
        None => (None, rest),
    };
    let rest = rest.strip_prefix('}').unwrap_or(rest);
    Some(Reference { text: &value[start..value.len() - rest.len()], name, default })
}

/// `String.prototype.replace` with two strings.
fn replace(value: &str, text: &str, pattern: &str, budget: &mut Budget) -> Result<String, Endless> {
    let (before, after) = value.split_once(text).unwrap_or((value, ""));
    let mut result = String::with_capacity(value.len() + pattern.len());
    let mut push = |piece: &str| {
        result.push_str(piece);
        budget.spend(piece.len())
    };
    push(before)?;
    let mut rest = pattern;
    while let Some((literal, tail)) = rest.split_once('$') {
        push(literal)?;
        let special = tail.chars().next();
        push(match special {
            Some('&') => text,
            Some('`') => before,
            Some('\'') => after,
            _ => "$",
        })?;
        let consumed = special.is_some_and(|special| matches!(special, '$' | '&' | '`' | '\''));
        rest = &tail[usize::from(consumed)..];
    }
    push(rest)?;
    push(after)?;
    Ok(result)
}
