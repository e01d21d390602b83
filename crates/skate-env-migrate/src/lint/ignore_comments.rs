//! Comments that silence a rule: `-- skate-env-ignore` and `-- squawk-ignore`.
//!
//! `-- skate-env-ignore truncate` applies to its line and the next, and
//! `-- skate-env-ignore-file truncate` to the file. Names are separated by commas; no name means
//! every rule. squawk applies its own comments to its rules; here they apply to ours, too.

use squawk_syntax::SyntaxKind;

use super::{Finding, rules};
use crate::script::ParsedScript;

/// The ignore comments of a script.
pub(super) struct IgnoreComments<'t> {
    comments: Vec<Comment<'t>>,
}

struct Comment<'t> {
    /// `None`: the whole file.
    line: Option<usize>,
    names: Vec<&'t str>,
}

impl<'t> IgnoreComments<'t> {
    pub(super) fn of(parsed: &ParsedScript<'t>) -> Self {
        // Visiting every token takes longer than all our rules together.
        if !parsed.text.contains("-ignore") {
            return Self { comments: Vec::new() };
        }
        let root = parsed.parse.syntax_node();
        let tokens = root.descendants_with_tokens().filter(|it| it.kind() == SyntaxKind::COMMENT);
        let comments = tokens.filter_map(|token| {
            let range = token.text_range();
            let start = usize::from(range.start());
            let (names, whole) = read(&parsed.text[start..usize::from(range.end())])?;
            Some(Comment { line: (!whole).then(|| parsed.lines.line(start)), names })
        });
        Self { comments: comments.collect() }
    }

    /// Whether a comment silences a finding. Nothing silences a syntax error.
    pub(super) fn silence(&self, finding: &Finding) -> bool {
        if finding.rule == &rules::syntax_error::RULE {
            return false;
        }
        let here = finding.position.line;
        self.comments.iter().any(|Comment { line, names }| {
            line.is_none_or(|line| line == here || line + 1 == here)
                && (names.is_empty() || names.contains(&finding.rule.id))
        })
    }
}

/// The rule names in a comment, and whether it applies to the whole file.
fn read(comment: &str) -> Option<(Vec<&str>, bool)> {
    let body = comment
        .strip_prefix("--")
        .or_else(|| comment.strip_prefix("/*").and_then(|rest| rest.strip_suffix("*/")))?;
    // The reason follows a second `--`.
    let body = body.split("--").next().unwrap_or_default().trim();
    let rest = ["skate-env-ignore", "squawk-ignore"].iter().find_map(|it| body.strip_prefix(it))?;
    let (rest, whole) = rest.strip_prefix("-file").map_or((rest, false), |rest| (rest, true));
    if !(rest.is_empty() || rest.starts_with(char::is_whitespace)) {
        return None;
    }
    let names = rest.split(',').map(str::trim).filter(|name| !name.is_empty());
    Some((names.collect(), whole))
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn comments_are_read_as_squawk_reads_them() {
        assert_eq!(read("-- squawk-ignore a, b -- because"), Some((vec!["a", "b"], false)));
        assert_eq!(read("/* skate-env-ignore-file a */"), Some((vec!["a"], true)));
        assert_eq!(read("--skate-env-ignore-file"), Some((vec![], true)));
        assert_eq!(read("-- skate-env-ignored a"), None);
        assert_eq!(read("-- please squawk-ignore a"), None);
    }
}
