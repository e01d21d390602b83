//! Markdown for comments and summaries. Text that a repository chose stands in code spans: there it
//! mentions nobody, links nowhere and is no HTML, whatever it holds.

use std::fmt::Write as _;

/// A code span that shows the text as it is, in one line, in a table's cell, too.
#[must_use]
pub fn code(text: &str) -> String {
    let text: String = text.chars().map(|it| if it.is_control() { ' ' } else { it }).collect();
    // A backtick may end a span, and a bar a cell. What a backslash does to a bar in a span depends
    // on the renderer.
    if text.trim().is_empty() || text.contains(['`', '|', '\\']) {
        return format!("<code>{}</code>", entities(&text));
    }
    format!("`{}`", text.trim())
}

/// Every character that could be markup, as its number: an entity never is.
fn entities(text: &str) -> String {
    text.chars().fold(String::new(), |mut all, letter| {
        let _ = if letter.is_ascii_punctuation() {
            write!(all, "&#{};", u32::from(letter)) // a String takes everything
        } else {
            write!(all, "{letter}")
        };
        all
    })
}

/// A table. Cells are Markdown.
#[must_use]
pub fn table<'c>(header: &[&str], rows: impl IntoIterator<Item = &'c [String]>) -> String {
    let mut lines = vec![row(header), row(&vec!["---"; header.len()])];
    lines.extend(rows.into_iter().map(row));
    lines.join("\n")
}

fn row<Cell: AsRef<str>>(cells: &[Cell]) -> String {
    let cells: Vec<_> = cells.iter().map(AsRef::as_ref).collect();
    format!("| {} |", cells.join(" | "))
}

/// A block of code that nothing in the text ends.
#[must_use]
pub fn block(language: &str, text: &str) -> String {
    let fence = "`".repeat(longest_run(text).max(2) + 1);
    format!("{fence}{language}\n{}\n{fence}", text.trim_end())
}

/// A part that is folded until a reader opens it. Both are Markdown; the title is ours.
#[must_use]
pub fn folded(title: &str, content: &str) -> String {
    format!("<details><summary>{title}</summary>\n\n{content}\n\n</details>")
}

fn longest_run(text: &str) -> usize {
    text.split(|letter| letter != '`').map(str::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_stays_in_its_code_span() {
        assert_eq!(code("20260101_users"), "`20260101_users`");
        assert_eq!(code("a\n# b\r\n<!-- @octocat"), "`a # b  <!-- @octocat`");
        assert_eq!(code("a`b"), "<code>a&#96;b</code>");
        assert_eq!(code("\\|@octocat"), "<code>&#92;&#124;&#64;octocat</code>");
        assert_eq!(code("</code><img>|"), code("</code><img>|").replace("<img", ""));
        assert_eq!(code(""), "<code></code>");
    }

    #[test]
    fn a_text_stays_in_its_cell_and_in_its_block() {
        let rows = [vec![code("a|b"), "1".to_owned()]];
        let text = table(&["name", "count"], rows.iter().map(Vec::as_slice));
        assert_eq!(text, "| name | count |\n| --- | --- |\n| <code>a&#124;b</code> | 1 |");
        assert_eq!(block("diff", "+a\n```\n+b\n"), "````diff\n+a\n```\n+b\n````");
    }
}
