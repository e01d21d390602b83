//! Applies the fixes of findings to a script.

use std::ops::Range;

use super::Finding;

/// A fix: edits of a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, in the imperative: `Wrap it in BEGIN and COMMIT`.
    pub title: &'static str,
    pub(super) edits: Vec<(Range<usize>, String)>,
}

/// The script with all fixes applied; `None` if no finding has a fix.
#[must_use]
pub fn fixed(script: &str, findings: &[Finding]) -> Option<String> {
    let fixes = findings.iter().filter_map(|finding| finding.fix.as_ref());
    let mut edits: Vec<_> = fixes.flat_map(|fix| &fix.edits).collect();
    if edits.is_empty() {
        return None;
    }
    edits.sort_by_key(|(range, _)| range.start);
    let (mut text, mut at) = (String::with_capacity(script.len() + 64), 0);
    for (range, new) in edits {
        // If two fixes overlap, the first is applied.
        if range.start >= at {
            text.push_str(&script[at..range.start]);
            text.push_str(new);
            at = range.end;
        }
    }
    text.push_str(&script[at..]);
    Some(text)
}
