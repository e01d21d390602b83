//! Prints findings as GitHub workflow commands on standard error, one line each, with text of
//! migrations escaped.

use std::fmt::Write as _;

use skate_env_migrate::lint::Severity;

use super::report::{Report, ReportedFinding};
use crate::output::print_stderr;

/// Prints the worst first: GitHub shows ten annotations of each level.
pub(super) fn print(report: &Report<'_>) {
    let mut found: Vec<&ReportedFinding> = report.findings.iter().collect();
    found.sort_by_key(|it| std::cmp::Reverse(it.severity));
    let page = found.into_iter().fold(String::new(), |mut page, found| {
        // Writing to a string cannot fail.
        let _ = writeln!(page, "{}", line(found));
        page
    });
    print_stderr(&page);
}

fn line(found: &ReportedFinding) -> String {
    let level = match found.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information => "notice",
    };
    let rule = found.rule;
    let file = property(&found.path.repository);
    let title = property(&format!("skate-env: {}", rule.id));
    let place =
        found.position.map_or(String::new(), |it| format!(",line={},col={}", it.line, it.column));
    let text = format!("{}\nWhy: {}\nInstead: {}", found.message, rule.why, rule.instead);
    format!("::{level} file={file}{place},title={title}::{}", data(&text))
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{data, property};

    #[test]
    fn text_cannot_end_an_annotation_or_begin_another() {
        assert_eq!(data("100%\r\n::set-output a"), "100%25%0D%0A::set-output a");
        assert_eq!(property("a,line=2::x%3A"), "a%2Cline=2%3A%3Ax%253A");
    }
}
