//! The report as the summary of a GitHub job: Markdown, within the 1 MiB that a step may write.

use std::fmt::Write as _;

use skate_env_cost::dollars;

use crate::Report;

/// The rows of a table that are shown; a job's summary is no archive.
const MOST_ROWS: usize = 50;

/// The report as Markdown.
#[must_use]
pub fn job_summary(report: &Report) -> String {
    let mut page = format!("## Databases\n\n{}\n", escaped(&report.sentence()));
    for alert in &report.alerts {
        let _ = writeln!(page, "\n> [!WARNING]\n> {}", escaped(alert));
    }
    if let Some(cost) = report.cost.as_ref().filter(|cost| !cost.pull_requests.is_empty()) {
        page.push_str("\n| pull request | branch | cost |\n| --- | --- | ---: |\n");
        for row in cost.pull_requests.iter().take(MOST_ROWS) {
            let (branch, cents) = (escaped(&row.branch), dollars(row.cents));
            let _ = writeln!(page, "| #{} | {branch} | {cents} |", row.number);
        }
    }
    if !report.summary.operations.is_empty() {
        page.push_str(
            "\n| operation | runs | failed | last success |\n| --- | ---: | ---: | --- |\n",
        );
        for (name, outcomes) in report.summary.operations.iter().take(MOST_ROWS) {
            let last = outcomes.last_success.map_or("never".to_owned(), |last| last.to_string());
            let name = escaped(name);
            let _ =
                writeln!(page, "| {name} | {} | {} | {last} |", outcomes.total, outcomes.failed);
        }
    }
    for command in &report.next {
        let _ = writeln!(page, "\n```\n{}\n```", command.replace('`', "'"));
    }
    page
}

/// Text that means nothing to Markdown and HTML.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '|' | '`' | '*' | '_' | '[' | ']' | '\\' | '!' | '#' | '@' => {
                let _ = write!(escaped, "&#{};", u32::from(letter));
            }
            '\n' | '\r' => escaped.push(' '),
            _ => escaped.push(letter),
        }
    }
    escaped
}
